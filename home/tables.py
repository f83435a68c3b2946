"""Tables of rows and columns, with one caption."""

from typing import Any

from wagtail.admin.telepath import register
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockAdapter


class CaptionlessTableBlock(TypedTableBlock):
    """Wagtail's table without a caption of its own: that is a field of the block around it, and required."""


class CaptionlessTableAdapter(TypedTableBlockAdapter):
    def js_args(self, block: TypedTableBlock) -> list[Any]:
        *others, meta = super().js_args(block)
        # Wagtail's script has no switch for its field, but writes this class; see `sites/admin.css`.
        return [*others, meta | {"classname": "captionless"}]


register(CaptionlessTableAdapter(), CaptionlessTableBlock)
