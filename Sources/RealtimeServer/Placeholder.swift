import CCurl
import Configuration
import Crypto
import Hummingbird
import HummingbirdTLS
import NIOSSL
