"""Renditions of pictures, served by the web process. Originals are never served.

Names of renditions are immutable: a changed focal point or filter gives another name.
"""

import mimetypes
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

RENDITIONS = "images/"

# Known to Python itself only from 3.13 on; before, to machines that have a list of types.
for suffix in ("webp", "avif"):
    mimetypes.add_type(f"image/{suffix}", f".{suffix}")


@require_safe
def serve_rendition(request: HttpRequest, name: str) -> FileResponse:
    if not name.startswith(RENDITIONS):
        raise Http404
    try:
        # Joined to their own folder: "images/../original_images/…" leads out of it.
        path = Path(safe_join(settings.MEDIA_ROOT / RENDITIONS, name.removeprefix(RENDITIONS)))
        answer = FileResponse(path.open("rb"))
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        raise Http404 from error
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
