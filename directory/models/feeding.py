"""Rows beside an association of which its entry is made: each change writes the entry, however it comes about."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from directory.changes import rewriting


class FeedsEntryQuerySet(models.QuerySet[Any]):
    def for_city(self, city: Any) -> Self:
        return self.filter(city=city)

    def associations(self) -> set[int]:
        """Keys of the rows of associations that these belong to."""
        return set(self.order_by().values_list(self.model.association_path, flat=True))

    def delete(self) -> tuple[int, dict[str, int]]:
        with rewriting(self.associations()):
            return super().delete()

    def update(self, **values: Any) -> int:
        with rewriting(self.associations()) as waiting:
            moved = list(self.values_list("pk", flat=True)) if "association" in values else []
            count = super().update(**values)
            waiting.associations |= self.model.objects.filter(pk__in=moved).associations() if moved else set()
        return count

    # Like Django's own: not offered by the manager.
    delete.queryset_only = True  # type: ignore[attr-defined]
    delete.alters_data = update.alters_data = True  # type: ignore[attr-defined]


class FeedsEntry(models.Model):
    """`association_path`: the way from the row to its association."""

    association_path = "association"
    can_move = False  # to another association, whose entry changes as well

    objects = FeedsEntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with rewriting(self._associations()):
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with rewriting(self._associations()):
            return super().delete(*args, **kwargs)

    def _associations(self) -> set[int]:
        now = {self.association_id}  # type: ignore[attr-defined]
        if self.can_move and self.pk:
            now |= type(self).objects.filter(pk=self.pk).associations()
        return now
