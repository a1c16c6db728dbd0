"""The library that opens media files, loaded whole; the other modules have its names from here.

The modules of PyAV import one another in circles. Two threads that each begin with another part of it would meet
half-loaded ones, because Python then breaks the deadlock rather than wait; with one door the second thread waits for
the first.
"""

from av import open as open_container
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.filter import Graph
from av.packet import Packet
from av.sidedata.sidedata import Type as SideDataType
from av.stream import Disposition, Stream
from av.subtitles.stream import SubtitleStream
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation
from av.video.stream import VideoStream

__all__ = [
    "AudioFrame",
    "AudioStream",
    "ColorRange",
    "Colorspace",
    "Disposition",
    "FFmpegError",
    "Graph",
    "InputContainer",
    "Interpolation",
    "Packet",
    "SideDataType",
    "Stream",
    "SubtitleStream",
    "VideoFrame",
    "VideoStream",
    "open_container",
]
