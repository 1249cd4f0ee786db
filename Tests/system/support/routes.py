"""Every HTTP route of the contract, read from docs/openapi.yaml: a new one is tested without being asked."""

import dataclasses
import re

from support.server import ROOT


@dataclasses.dataclass(frozen=True)
class Route:
    method: str
    template: str
    operation: str
    #: Whether it answers only whoever is signed in.
    is_private: bool
    has_body: bool

    def path(self, identity: int = 1) -> str:
        return self.template.replace("{id}", str(identity))

    @property
    def changes_something(self) -> bool:
        return self.method != "GET"

    def __str__(self) -> str:
        return f"{self.method} {self.template}"


def read_routes() -> list[Route]:
    text = (ROOT / "docs" / "openapi.yaml").read_text()
    text = text[text.index("\npaths:\n"):text.index("\ncomponents:\n")]
    routes = []
    for path, block in re.findall(r"^  (/\S+):\n(.*?)(?=^  /|\Z)", text, re.M | re.S):
        for method, operation in re.findall(r"^    (get|post|put|patch|delete):\n(.*?)(?=^    \w|\Z)", block, re.M | re.S):
            routes.append(Route(
                method.upper(), path, re.search(r"operationId: (\w+)", operation).group(1),
                is_private="security:" not in operation, has_body="requestBody:" in operation))
    assert len(routes) >= 24, routes
    return routes


ROUTES = read_routes()
#: The socket's own route is answered before the router: test_security_socket.py.
HTTP_ROUTES = [route for route in ROUTES if route.template != "/ws"]
