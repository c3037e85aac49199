"""How the API says no: the documented error body with its HTTP status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NOT_FOUND = 404
BAD_REQUEST = 400
FORBIDDEN = 403
VALIDATION = 2000


class Refusal(Exception):
    """The request is answered with an error body and changes nothing."""

    def __init__(
        self, code: int, message: str, *, status: int = BAD_REQUEST, errors: list[dict[str, str]] | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.errors = errors or []

    def body(self, error_id: str) -> dict[str, Any]:
        """The body in the contract's form (CommonExtendedBadRequest)."""
        return {
            "ErrorCode": self.code,
            "DeveloperErrorMessage": self.message,
            "ErrorId": error_id,
            "Errors": self.errors,
        }


def invalid(field: str, message: str, **more: str) -> Refusal:
    """The model validation failed at one field."""
    return invalid_fields({field: message, **more})


def invalid_fields(found: Mapping[str, str]) -> Refusal:
    """The model validation failed at these fields."""
    errors = [
        {"Field": field, "ErrorCode": "ValidationError", "Message": message, "Key": field}
        for field, message in found.items()
    ]
    said = "; ".join(f"{field}: {message}" for field, message in found.items())
    return Refusal(VALIDATION, f"Model validation failed. {said}", errors=errors)


def missing(what: str) -> Refusal:
    """Something that is named is not there."""
    return Refusal(3000, f"{what} could not be found.", status=NOT_FOUND)
