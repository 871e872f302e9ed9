"""Operating-system errors in Swedish, with a remedy, which the system's own messages lack.

Pure: an error in, a sentence out.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping

REASONS: Mapping[int, str] = {
    errno.ENOSPC: "disken är full. Gör plats och försök igen",
    errno.EDQUOT: "din del av disken är full. Gör plats och försök igen",
    errno.EFBIG: "filen fick inte bli så stor. Kanske är disken full",
    errno.EACCES: "rättigheter saknas. Kontrollera vem som äger mappen",
    errno.EPERM: "rättigheter saknas. Kontrollera vem som äger mappen",
    errno.EROFS: "disken går bara att läsa. Välj en annan mapp",
    errno.ENOMEM: "minnet är slut. Stäng andra program, eller bygg med --jobs 1",
    errno.EMFILE: "för många filer är öppna. Bygg med --jobs 1",
    errno.EIO: "disken svarar inte som den ska. Kontrollera den",
    errno.ENAMETOOLONG: "namnet är för långt. Välj ett kortare",
    errno.ENOENT: "den finns inte längre. Försök en gång till",
    errno.ENOTDIR: "den är ingen mapp. Flytta undan den",
    errno.EISDIR: "den är en mapp. Flytta undan den",
    errno.EEXIST: "den finns redan. Flytta undan den",
    errno.ELOOP: "länkarna leder i en ring. Ta bort dem",
    errno.ENXIO: "den är ingen vanlig fil. Ta bort den",
    errno.ENOTEMPTY: "mappen är inte tom. Försök en gång till",
}


def describe_os_error(error: OSError) -> str:
    """“Datorn kunde inte: disken är full. Gör plats och försök igen (site/index.html).”"""
    reason = (REASONS.get(error.errno or 0) or error.strerror or str(error)).removesuffix(".")
    name = error.filename2 or error.filename  # of two, the one that a file was to be given
    place = f" ({name})" if name else ""
    return f"Datorn kunde inte: {reason}{place}."
