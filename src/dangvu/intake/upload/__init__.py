"""Bringing workbooks in through the browser: kept, rehearsed, shown, mended, and only then written."""
