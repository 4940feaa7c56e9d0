"""Picture files of rows of RGB bytes, top row first: PNG exactly, JPEG as one colour per block of 8 × 8."""
import struct
import zlib

# The smallest tables that are allowed: lengths of differences for DC, only "end of block" for AC.
_DC_COUNTS = bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
_DC_SIZES = bytes(range(12))
_DC_CODES = {0: "00", 1: "010", 2: "011", 3: "100", 4: "101", 5: "110", 6: "1110", 7: "11110", 8: "111110"}
_DC_CODES.update({9: "1111110", 10: "11111110", 11: "111111110"})


def png(width, height, rgb):
    """A PNG file."""
    rows = b"".join(b"\0" + rgb[at : at + width * 3] for at in range(0, len(rgb), width * 3))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def jpeg(width, height, rgb):
    """A JPEG file."""
    frame = struct.pack(">BHHB", 8, height, width, 3) + b"".join(bytes([one, 0x11, 0]) for one in (1, 2, 3))
    parts = [b"\xff\xd8", _segment(0xDB, b"\0" + b"\x08" * 64), _segment(0xC0, frame)]
    parts += [_segment(0xC4, b"\x00" + _DC_COUNTS + _DC_SIZES), _segment(0xC4, b"\x10\x01" + bytes(15) + b"\0")]
    parts.append(_segment(0xDA, b"\x03\x01\x00\x02\x00\x03\x00\x00\x3f\x00"))
    bits, before = [], [0, 0, 0]
    for top in range(0, height, 8):
        for left in range(0, width, 8):
            at = (min(top + 4, height - 1) * width + min(left + 4, width - 1)) * 3
            for index, value in enumerate(_ycc(*rgb[at : at + 3])):
                level = int(round(value - 128))
                bits.append(_difference(level - before[index]))
                before[index] = level
    text = "".join(bits)
    text += "1" * (-len(text) % 8)
    body = int(text, 2).to_bytes(len(text) // 8, "big").replace(b"\xff", b"\xff\0")
    return b"".join(parts) + body + b"\xff\xd9"


def _difference(value):
    size = abs(value).bit_length()
    low = value if value >= 0 else value + (1 << size) - 1
    return _DC_CODES[size] + (format(low, "0%db" % size) if size else "") + "0"


def _ycc(red, green, blue):
    bright = 0.299 * red + 0.587 * green + 0.114 * blue
    return bright, (blue - bright) * 0.564 + 128, (red - bright) * 0.713 + 128


def _segment(kind, body):
    return struct.pack(">BBH", 0xFF, kind, len(body) + 2) + body
