"""The WSGI application: gunicorn dangvu.config.wsgi:application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangvu.config.settings")
application = get_wsgi_application()

# What is loaded by now stays: the collector of garbage need not look at it again, nor after every few hundred objects.
gc.freeze()
gc.set_threshold(50_000, 20, 20)
