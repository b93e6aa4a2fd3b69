# SPDX-License-Identifier: Apache-2.0
"""Documents of office programs, as small as they can be, made for the tests."""

from __future__ import annotations

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    f'<w:styles xmlns:w="{WORD}">'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/>'
    '<w:basedOn w:val="H2"/></w:style>'
    "</w:styles>"
)


def archive(parts: dict[str, str | bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A zip archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            file.writestr(name, content, kind)
    return out.getvalue()


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(targets: dict[str, str]) -> str:
    """The relations of a part: the kind of each target (`styles`) by its name."""
    each = "".join(
        f'<Relationship Id="r{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for i, (target, kind) in enumerate(targets.items())
    )
    home = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{home}">{each}</Relationships>'


def story(root: str, content: str) -> str:
    """A part of a Word document beside its body, such as `hdr`."""
    return f'<w:{root} xmlns:w="{WORD}">{content}</w:{root}>'


def docx(body: str, **further: str) -> bytes:
    """A Word document with this body; further parts by their kinds (`footnotes`, `header`)."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    parts: dict[str, str | bytes] = {"word/document.xml": document, "word/styles.xml": STYLES}
    parts |= {f"word/{name}.xml": text for name, text in further.items()}
    kinds = {f"{name}.xml": name for name in ("styles", *further)}
    parts["_rels/.rels"] = relations({"word/document.xml": "officeDocument"})
    parts["word/_rels/document.xml.rels"] = relations(kinds)
    return archive(parts)


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(*content: str, properties: str = "") -> str:
    """A cell of a Word table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of a Word table."""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table of Word."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def ods(sheets: str) -> bytes:
    """An OpenDocument spreadsheet with these sheets."""
    content = (
        f"<office:document-content {OPEN}><office:body><office:spreadsheet>{sheets}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content},
        stored=("mimetype",),
    )


def odt(body: str, automatic: str = "", **further: str) -> bytes:
    """An OpenDocument text with this body and these automatic styles; further parts by name."""
    content = (
        f"<office:document-content {OPEN}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
    }
    parts |= {f"{name}.xml": text for name, text in further.items()}
    return archive(parts, stored=("mimetype",))


def sheet(name: str, *rows: str) -> str:
    """A sheet of an OpenDocument spreadsheet."""
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def row(*cells: str, attributes: str = "") -> str:
    """A row of a sheet."""
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(*lines: str, attributes: str = "") -> str:
    """A cell of a sheet, a paragraph a line."""
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return f"<table:table-cell {attributes}>{paragraphs}</table:table-cell>"


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def links(**targets: str) -> str:
    """The relations of a part: the type of each with its target, under ids r1, r2, ..."""
    all_ = "".join(
        f'<Relationship Id="r{i}" Type="{LINKS}/{type_.rstrip("0123456789")}" Target="{target}"/>'
        for i, (type_, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{all_}</Relationships>'


def xlsx(
    *sheets: str,
    strings: str = "",
    styles: str = "",
    states: tuple[str, ...] = (),
    workbook: str = "",
    further: dict[str, str] | None = None,
) -> bytes:
    """An Excel workbook of sheets that are named S1, S2, ... by the insides of `worksheet`."""
    names = [f"worksheet{i}" for i in range(1, len(sheets) + 1)]
    targets = {name: f"worksheets/sheet{i}.xml" for i, name in enumerate(names, start=1)}
    listed = "".join(
        f'<sheet name="S{i}" sheetId="{i}" r:id="r{i}" '
        f'state="{states[i - 1] if i <= len(states) else "visible"}"/>'
        for i in range(1, len(sheets) + 1)
    )
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{LINKS}">{workbook}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": links(
            **targets, sharedStrings="sharedStrings.xml", styles="styles.xml"
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{SHEET}">{styles}</styleSheet>',
    }
    for i, content in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{i}.xml"] = f'<worksheet xmlns="{SHEET}">{content}</worksheet>'
    return archive(parts | (further or {}))


def number_formats(*codes: str) -> str:
    """Styles of a workbook: that of cells without any, then one for each code."""
    own = "".join(
        f'<numFmt numFmtId="{200 + i}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for i, code in enumerate(codes)
    )
    used = "".join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(codes)))
    return f'<numFmts>{own}</numFmts><cellXfs><xf numFmtId="0"/>{used}</cellXfs>'
