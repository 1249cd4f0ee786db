"""TLS in the process: encrypted from the first byte, and a renewed certificate without a dropped socket."""

import asyncio
import json
import signal
import ssl
import subprocess

import websockets

from support.server import Server


def make_certificate(folder, name):
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:localhost,DNS:{name}", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    return certificate, key


def presented_name(port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    der = ssl.get_server_certificate(("localhost", port))
    text = subprocess.run(["openssl", "x509", "-noout", "-subject"], input=der, capture_output=True, text=True, check=True)
    return text.stdout


def test_a_renewed_certificate_is_served_without_dropping_sockets(community, tmp_path):
    data, sessions = community
    certificate, key = make_certificate(tmp_path, "first.example.jp")
    server = Server(data, "--tls-certificate", str(certificate), "--tls-key", str(key), scheme="https")
    server.start()
    try:
        asyncio.run(drill(server, sessions[0][1], tmp_path))
    finally:
        server.stop()


async def drill(server, cookie, folder):
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    async with websockets.connect(
            f"wss://localhost:{server.port}/ws", ssl=trusting, origin=f"https://localhost:{server.port}",
            additional_headers={"Cookie": f"__Host-hiroba={cookie}"}, compression=None) as socket:
        assert json.loads(await socket.recv())["type"] == "welcome"
        assert "first.example.jp" in await asyncio.to_thread(presented_name, server.port)
        make_certificate(folder, "second.example.jp")
        server.process.send_signal(signal.SIGHUP)
        async with asyncio.timeout(10):
            while "second.example.jp" not in await asyncio.to_thread(presented_name, server.port):
                await asyncio.sleep(0.05)
        await socket.send('{"v":1,"type":"ping","ref":1,"payload":{}}')
        async with asyncio.timeout(10):
            while json.loads(await socket.recv())["type"] != "pong":
                pass
