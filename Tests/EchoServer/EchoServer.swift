import WebSocketTransport

@main struct EchoServer { static func main() {} }
