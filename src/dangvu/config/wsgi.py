"""The WSGI application: gunicorn dangvu.config.wsgi:application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangvu.config.settings")
application = get_wsgi_application()
