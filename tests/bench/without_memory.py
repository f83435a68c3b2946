"""The product's web process without a memory: every stored answer is looked up in the database."""

from insist.wsgi import django
from sites.delivery.store.front import Front
from sites.delivery.store.memory import Memory

application = Front(django, Memory(room=0))
