"""Meshes of starter looks as vertices and faces. Lengths are Blender units, z is up."""
import math


def ring(spec):
    """A wall around a circle, its top edge bevelled, open below; `height` is half of it."""
    inner, outer, half = spec["inner"], spec["outer"], spec["height"]
    bevel = min(0.02, (outer - inner) / 4)
    profile = (
        (inner, -half),
        (inner, half * 0.85),
        (inner + bevel, half),
        (outer - bevel, half),
        (outer, half * 0.85),
        (outer, -half),
    )
    count, points = spec["segments"], len(profile)
    vertices = [
        (radius * math.cos(turn), radius * math.sin(turn), z)
        for turn in _turns(count)
        for radius, z in profile
    ]
    faces = []
    for i in range(count):
        here, there = i * points, (i + 1) % count * points
        faces += [(here + k, there + k, there + k + 1, here + k + 1) for k in range(points - 1)]
    return vertices, faces


def disc(spec):
    """A flat circle in the xy plane."""
    radius = spec["radius"]
    vertices = [(radius * math.cos(turn), radius * math.sin(turn), 0.0) for turn in _turns(spec["segments"])]
    return vertices, [tuple(range(len(vertices)))]


def sphere(spec):
    """A sphere of `rings` bands and `segments` slices."""
    radius, segments, rings = spec["radius"], spec["segments"], spec["rings"]
    vertices = [(0.0, 0.0, radius)]
    for band in range(1, rings):
        tilt = math.pi * band / rings
        flat, z = radius * math.sin(tilt), radius * math.cos(tilt)
        vertices += [(flat * math.cos(turn), flat * math.sin(turn), z) for turn in _turns(segments)]
    vertices.append((0.0, 0.0, -radius))
    last = len(vertices) - 1
    faces = []
    for i in range(segments):
        j = (i + 1) % segments
        faces.append((0, 1 + i, 1 + j))
        for band in range(rings - 2):
            top = 1 + band * segments
            faces.append((top + i, top + segments + i, top + segments + j, top + j))
        bottom = 1 + (rings - 2) * segments
        faces.append((bottom + i, last, bottom + j))
    return vertices, faces


def bar(spec):
    """A bar of height 1 that stands on its origin; flat and facing -y when it has no depth."""
    half, depth = spec["width"] / 2, spec["depth"] / 2
    if depth == 0:
        return [(-half, 0, 0), (half, 0, 0), (half, 0, 1), (-half, 0, 1)], [(0, 1, 2, 3)]
    return _block((-half, half), (-depth, depth), (0.0, 1.0))


def box(spec):
    """A block around its origin."""
    x, y, z = (length / 2 for length in spec["size"])
    return _block((-x, x), (-y, y), (-z, z))


def _block(xs, ys, zs):
    vertices = [(x, y, z) for z in zs for y in ys for x in xs]
    faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (1, 3, 7, 5), (3, 2, 6, 7), (2, 0, 4, 6)]
    return vertices, faces


def _turns(count):
    return [2 * math.pi * i / count for i in range(count)]
