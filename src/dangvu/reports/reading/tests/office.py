"""A secretary in LibreOffice: opens a file, types over numbers, deletes and adds paragraphs, saves. A real one, headless."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

HERE = shutil.which("soffice") or shutil.which("libreoffice")

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Edit"/>
</library:library>
"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit" script:language="StarBasic">{code}</script:module>
"""
_CODE = """
Sub TypeOver(doc, begins, old, fresh)
  e = doc.Text.createEnumeration()
  Do While e.hasMoreElements()
    p = e.nextElement()
    If p.supportsService("com.sun.star.text.Paragraph") Then
      If InStr(p.String, begins) = 1 Then
        c = p.Text.createTextCursorByRange(p.Start)
        For i = 1 To Len(p.String) + 200
          c.goRight(1, True)
          If Right(c.String, Len(old)) = old Then
            c.collapseToEnd()
            c.goLeft(Len(old), True)
            c.String = fresh
            Exit Sub
          End If
        Next i
      End If
    End If
  Loop
End Sub
Sub Strike(doc, begins)
  e = doc.Text.createEnumeration()
  Do While e.hasMoreElements()
    p = e.nextElement()
    If p.supportsService("com.sun.star.text.Paragraph") Then
      If InStr(p.String, begins) = 1 Then
        c = p.Text.createTextCursorByRange(p.Start)
        c.gotoEndOfParagraph(True)
        c.String = ""
        Exit Sub
      End If
    End If
  Loop
End Sub
Sub AddAfter(doc, begins, words)
  e = doc.Text.createEnumeration()
  Do While e.hasMoreElements()
    p = e.nextElement()
    If p.supportsService("com.sun.star.text.Paragraph") Then
      If InStr(p.String, begins) = 1 Then
        doc.Text.insertControlCharacter(p.End, com.sun.star.text.ControlCharacter.APPEND_PARAGRAPH, False)
        c = p.Text.createTextCursorByRange(p.End)
        c.gotoNextParagraph(False)
        c.gotoEndOfParagraph(True)
        c.String = words
        Exit Sub
      End If
    End If
  Loop
End Sub
Sub Main
  Dim load(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden" : load(0).Value = True
  doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, load())
{steps}
  Dim store(0) As New com.sun.star.beans.PropertyValue
  store(0).Name = "FilterName" : store(0).Value = "{filter}"
  doc.storeToURL("{target}", store())
  doc.close(True)
End Sub
"""
WORD, WRITER = "MS Word 2007 XML", "writer8"
Step = tuple[str, ...]


def edited(docx: bytes, steps: Sequence[Step], through: str = WORD) -> bytes:
    """The file as LibreOffice saves it after the steps: ("TypeOver", paragraph's beginning, old, new), ("Strike",
    beginning), ("AddAfter", beginning, words). ``through`` WRITER: saved as .odt first, as an office without Word does."""
    with tempfile.TemporaryDirectory(prefix="dangvu-office-") as folder:
        home = Path(folder)
        _run(
            home, "--terminate_after_init"
        )  # the first start writes a library of its own over any that is there
        basic = home / "profile" / "user" / "basic"
        (basic / "Standard").mkdir(parents=True, exist_ok=True)
        (basic / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
        (basic / "Standard" / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        source, target = home / "in.docx", home / ("out.odt" if through == WRITER else "out.docx")
        source.write_bytes(docx)
        lines = "\n".join(f"  {name}(doc, {', '.join(map(_quoted, words))})" for name, *words in steps)
        code = _CODE.format(source=source.as_uri(), target=target.as_uri(), steps=lines, filter=through)
        (basic / "Standard" / "Edit.xba").write_text(_MODULE.format(code=escape(code)), encoding="utf-8")
        _run(home, "macro:///Standard.Edit.Main")
        if through == WRITER:
            _run(home, "--convert-to", "docx", "--outdir", str(home), str(target))
        return (home / "out.docx").read_bytes()


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _run(home: Path, *what: str) -> None:
    assert HERE is not None
    command = [
        HERE,
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        *what,
    ]
    subprocess.run(command, check=True, timeout=180, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
