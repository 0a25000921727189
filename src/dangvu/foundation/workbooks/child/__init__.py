"""What runs in the reader child: only the standard library and python_calamine, so that it starts fast.

The parent (``process.py``) starts it as the top-level package ``child``; tests and type checks see it as
``dangvu.foundation.workbooks.child``. Hence only relative imports inside.
"""
