"""A mail server that keeps what it is given: one JSON line per message on standard output.

Usage: smtpsink.py [--certificate PEM --key PEM [--implicit-tls]] [--user NAME --password SECRET]
The first line is {"port": N}. Recipients decide their fate by the part before the @:
reject... is refused for good (550), busy... the first time (451), everyone else is accepted.
"""
import argparse
import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

options = argparse.ArgumentParser()
options.add_argument("--certificate")
options.add_argument("--key")
options.add_argument("--implicit-tls", action="store_true")
options.add_argument("--user")
options.add_argument("--password")
options = options.parse_args()


def say(value):
    print(json.dumps(value), flush=True)


class Sink:
    """Tells of every message and keeps none."""

    turned_away = set()

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        local = address.split("@")[0]
        if local.startswith("reject"):
            return "550 5.1.1 no such mailbox"
        if local.startswith("busy") and address not in self.turned_away:
            self.turned_away.add(address)
            return "451 4.3.0 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        say({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None or options.implicit_tls,
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "data": base64.b64encode(envelope.content).decode(),
        })
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login.decode() == options.user and data.password.decode() == options.password
    return AuthResult(success=right, auth_data=data if right else None)


def make(context):
    arguments = {"hostname": "sink.example.jp"}
    if context and not options.implicit_tls:
        arguments.update(tls_context=context, require_starttls=True)
    if options.user:
        arguments.update(authenticator=authenticate, auth_required=True, auth_require_tls=False)
    return SMTP(Sink(), **arguments)


async def main():
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
    server = await asyncio.get_running_loop().create_server(
        lambda: make(context), "127.0.0.1", 0, ssl=context if options.implicit_tls else None)
    say({"port": server.sockets[0].getsockname()[1]})
    # Ends with the test that started it.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
