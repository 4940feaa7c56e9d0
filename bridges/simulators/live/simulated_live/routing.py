"""Where tracks take their sound from and send it to. The names are the user's language; categories are not."""
from .enums import RoutingChannelLayout, RoutingTypeCategory
from .guard import Guarded


class RoutingType(Guarded):
    """Two of them are equal when they mean the same."""

    def __init__(self, display_name, category, attached_object=None):
        self.display_name = display_name
        self.category = category
        self.attached_object = attached_object

    def __eq__(self, other):
        same = isinstance(other, RoutingType) and self.category == other.category
        return same and self.attached_object is other.attached_object

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash((self.category, id(self.attached_object)))


class RoutingChannel(Guarded):
    """One of the points or channels of a routing type."""

    def __init__(self, display_name, layout=RoutingChannelLayout.stereo, point=""):
        self.display_name = display_name
        self.layout = layout
        self._point = point

    def __eq__(self, other):
        return isinstance(other, RoutingChannel) and self._point == other._point

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self._point)


POINTS = ("Pre FX", "Post FX", "Post Mixer")
MIDI_POINTS = ("Pre FX", "Post FX")


def title_of(track):
    """`5-Drums`: the number of the track and its name. Names that begin with their number keep it."""
    song, name = track._parent, track._values["name"]
    if track in song._tracks:
        prefix = "%d-" % (song._tracks.index(track) + 1)
        return name if name.startswith(prefix) else prefix + name
    return name


def inputs_of(track):
    """The input routing types of a track."""
    song, word = track._parent, track._world.words
    if track._kind == "midi":
        made = [RoutingType(word("All Ins"), RoutingTypeCategory.external)]
    else:
        made = [
            RoutingType(word("Ext. In"), RoutingTypeCategory.external),
            RoutingType(word("Resampling"), RoutingTypeCategory.resampling),
        ]
    for other in song._tracks + (song._returns if track._kind == "audio" else []):
        fits = other._sounds() if track._kind == "audio" else other._kind == "midi"
        if other is not track and fits:
            made.append(RoutingType(title_of(other), RoutingTypeCategory.track, other))
    return made + [RoutingType(word("No Input"), RoutingTypeCategory.none)]


def outputs_of(track):
    """The output routing types of a track."""
    word = track._world.words
    made = [RoutingType(word("Ext. Out"), RoutingTypeCategory.external)]
    if track._group is not None:
        made.append(RoutingType(title_of(track._group), RoutingTypeCategory.parent_group_track, track._group))
    made.append(RoutingType(word("Master"), RoutingTypeCategory.master))
    for other in track._parent._tracks:
        if other is not track and other._kind == "audio":
            made.append(RoutingType(title_of(other), RoutingTypeCategory.track, other))
    return made + [RoutingType(word("Sends Only"), RoutingTypeCategory.none)]


def input_channels_of(track, kind):
    """The channels of one input routing type."""
    word = track._world.words
    if kind.category == RoutingTypeCategory.track:
        points = POINTS if track._kind == "audio" else MIDI_POINTS
        return [RoutingChannel(word(point), RoutingChannelLayout.stereo, point) for point in points]
    if kind.category == RoutingTypeCategory.external and track._kind == "midi":
        return [RoutingChannel(word("All Channels"), RoutingChannelLayout.midi, "all")]
    if kind.category == RoutingTypeCategory.external:
        mono = RoutingChannelLayout.mono
        return [RoutingChannel("1", mono, "1"), RoutingChannel("2", mono, "2"), RoutingChannel("1/2", point="1/2")]
    return [RoutingChannel("")]


def output_channels_of(track, kind):
    """The channels of one output routing type."""
    if kind.category == RoutingTypeCategory.external:
        return [RoutingChannel("1/2", point="1/2")]
    if kind.category == RoutingTypeCategory.track:
        return [RoutingChannel(track._world.words("Track In"), point="in")]
    return [RoutingChannel("")]
