"""Renditions of pictures, served by the web process. Originals are never served.

Names of renditions are immutable: a changed focal point or filter gives another name.
"""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

RENDITIONS = "images/"


@require_safe
def serve_rendition(request: HttpRequest, name: str) -> FileResponse:
    if not name.startswith(RENDITIONS):
        raise Http404
    try:
        path = Path(safe_join(settings.MEDIA_ROOT, name))
        answer = FileResponse(path.open("rb"))
    except (OSError, ValueError) as error:
        raise Http404 from error
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
