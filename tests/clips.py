"""Footage of every kind that cameras, phones and screens give, made by the encoder: small, marked and quick."""

from collections.abc import Callable
from pathlib import Path

from films import X264, run_encoder

#: One second of 30 black frames, 192x108, whose upper left is red.
MARKED = "color=black:s=192x108:r=30:d=1,drawbox=0:0:64:36:red:t=fill,format=yuv420p"
#: Frame n is a grey that is coded as 16 + 3n: what is shown at a time can be told from one pixel.
COUNTED = "nullsrc=s=64x64:r={rate}:d={seconds},format=yuv420p,geq=lum='16+3*N':cb=128:cr=128"
TAGGED = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
TONE = "aevalsrc=0.5*sin(2*PI*440*t):s=48000:d=1"
X265 = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params")
FFV1 = ("-c:v", "ffv1")

Maker = Callable[[Path], None]


def source(graph: str, *codec: str) -> Maker:
    """A file of generated pictures."""
    return lambda path: run_encoder("-f", "lavfi", "-i", graph, *(codec or X264), str(path))


def plain(colour: tuple[int, int, int], filters: str, *codec: str, size: str = "128x72") -> Maker:
    """A file of one colour, given as red, green and blue, that went through filters."""
    red, green, blue = colour
    return source(f"color=0x{red:02x}{green:02x}{blue:02x}:s={size}:r=30:d=0.5,format=gbrp,{filters}", *codec)


def hdr(curve: str, transfer: str, colour: tuple[int, int, int]) -> Maker:
    """HEVC of ten bits in BT.2020 that shows a colour as an ordinary screen would, with white at 203 cd/m2."""
    told = "setparams=range=pc:color_primaries=bt709:color_trc=bt709:colorspace=gbr"
    light = "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt2020"
    coded = f"zscale=t={curve}:npl=203:m=2020_ncl:r=tv,format=yuv420p10le"
    tags = f"log-level=error:colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc"
    return plain(colour, f"{told},{light},{coded}", *X265, tags)


def coded_grey(luma: int, transfer: str) -> Maker:
    """HEVC of ten bits whose every pixel has this coded brightness."""
    tags = f"log-level=error:colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc"
    grey = f"nullsrc=s=128x72:r=30:d=0.5,format=yuv420p10le,geq=lum={luma}:cb=512:cr=512"
    return source(grey, *X265, tags)


def turned(*flags: str) -> Maker:
    """The marked film, whose players are told to turn it."""

    def make(path: Path) -> None:
        upright = path.with_name(f"upright-{path.name}")
        source(MARKED)(upright)
        run_encoder(*flags, "-i", str(upright), "-c", "copy", str(path))

    return make


def sounding(sound: str, *codec: str) -> Maker:
    """The marked film with sound."""
    pictures = ("-f", "lavfi", "-i", MARKED)
    return lambda path: run_encoder(*pictures, "-f", "lavfi", "-i", sound, *X264, *codec, str(path))


#: Every kind by the name of its file.
CLIPS: dict[str, Maker] = {
    "upright.mp4": source(MARKED),
    "r90.mp4": turned("-display_rotation", "-90"),
    "r180.mp4": turned("-display_rotation", "180"),
    "r270.mp4": turned("-display_rotation", "90"),
    "mirrored.mp4": turned("-display_hflip"),
    "upside.mp4": turned("-display_vflip"),
    "r90-mirrored.mp4": turned("-display_rotation", "90", "-display_hflip"),
    "r270-mirrored.mp4": turned("-display_rotation", "-90", "-display_hflip"),
}
#: An orange as it is asked for, and one dim enough that no tone mapping touches it.
ORANGE, BROWN = (200, 100, 40), (140, 90, 50)
_TV, _PC = "out_range=tv", "out_range=pc"
CLIPS |= {
    "bt709.mp4": plain(ORANGE, f"scale=out_color_matrix=bt709:{_TV},format=yuv420p,{TAGGED}"),
    "bt601.mp4": plain(
        ORANGE,
        f"scale=out_color_matrix=bt601:{_TV},format=yuv420p,setparams=colorspace=smpte170m:color_primaries=smpte170m",
    ),
    "untagged.y4m": plain(ORANGE, f"scale=out_color_matrix=bt601:{_TV},format=yuv420p", "-c:v", "rawvideo"),
    "full.mp4": plain(ORANGE, f"scale=out_color_matrix=bt709:{_PC},format=yuvj420p,setparams=colorspace=bt709"),
    "phone.avi": plain(ORANGE, f"scale=out_color_matrix=bt601:{_PC},format=yuvj420p", "-c:v", "mjpeg", "-q:v", "2"),
    "444.mp4": plain(ORANGE, f"scale=out_color_matrix=bt709:{_TV},format=yuv444p,{TAGGED}"),
    "odd.mp4": plain(ORANGE, f"scale=out_color_matrix=bt709:{_TV},format=yuv444p,{TAGGED}", size="161x91"),
    "422-10.mkv": plain(ORANGE, f"scale=out_color_matrix=bt709:{_TV},format=yuv422p10le,{TAGGED}", *FFV1),
    "ten-untold.mp4": plain(
        ORANGE, f"scale=out_color_matrix=bt601:{_TV},format=yuv420p10le", *X265, "log-level=error:colormatrix=undef"
    ),
    "wide.mp4": plain(
        ORANGE,
        "setparams=range=pc:color_primaries=bt709:color_trc=bt709:colorspace=gbr,"
        "zscale=p=2020:t=2020_10:m=2020_ncl:r=tv,format=yuv420p10le",
        *(*X265, "log-level=error:colorprim=bt2020:transfer=bt2020-10:colormatrix=bt2020nc"),
    ),
    "rgb.mkv": plain(ORANGE, "null", *FFV1),
    "clear.mov": plain(ORANGE, "format=gbrap,colorchannelmixer=aa=0.5", "-c:v", "qtrle"),
    "clear-prores.mov": plain(
        ORANGE,
        f"format=gbrap,colorchannelmixer=aa=0.5,scale=out_color_matrix=bt709:{_TV},format=yuva444p10le,{TAGGED}",
        *("-c:v", "prores_ks", "-profile:v", "4444"),
    ),
    "vp9.webm": plain(
        ORANGE,
        f"scale=out_color_matrix=bt709:{_TV},format=yuv420p,{TAGGED}",
        *("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"),
    ),
    "pq.mp4": hdr("smpte2084", "smpte2084", BROWN),
    "hlg.mp4": hdr("arib-std-b67", "arib-std-b67", BROWN),
    # BT.2408: white of 203 cd/m2 is 58 % of the PQ signal and 75 % of the HLG signal.
    "pq-white.mp4": coded_grey(64 + 509, "smpte2084"),
    "hlg-white.mp4": coded_grey(64 + 657, "arib-std-b67"),
}


def counted(rate: str, seconds: float, *codec: str, filters: str = "null") -> Maker:
    """Frames that carry their number, at a rate."""
    graph = COUNTED.format(rate=rate, seconds=seconds)
    return source(f"{graph},{filters}", *(codec or (*X264, "-qp", "0", "-g", "20", "-bf", "2")))


#: Frames at 30 a second of which each second one comes 10 ms late.
_JITTER = "settb=1/1000,setpts='N*1000/30+if(mod(N,2),10,0)'"
#: Ten frames a tenth of a second apart, one that stays for 1.5 s, then ten more.
_PAUSE = "settb=1/1000,setpts='N*100+if(gte(N,10),1400,0)'"
_UNEVEN = (*X264, "-qp", "0", "-fps_mode", "vfr", "-enc_time_base", "1:1000")
#: A white bar that moves by four pixels from field to field.
_BAR = (
    "nullsrc=s=192x108:r=50:d=1,format=yuv420p,geq=lum='16+219*between(X,mod(4*N,160),mod(4*N,160)+20)':cb=128:cr=128,"
    "interlace=scan=tff:lowpass=off,setsar=64/45"
)
_FIELDS = ("-flags", "+ildct+ilme")
CLIPS |= {
    "30.mp4": counted("30", 2),
    "30.mkv": counted("30", 2),
    "30.ts": counted("30", 2),
    "25.mp4": counted("25", 2),
    "film.mkv": counted("24000/1001", 2),
    "60.mp4": counted("60", 1),
    "240.mp4": counted("240", 0.25),
    "jitter.mp4": counted("30", 2, *_UNEVEN, filters=_JITTER),
    "pause.mp4": counted("10", 2, *_UNEVEN, filters=_PAUSE),
    "late.mp4": counted("30", 1, *X264, "-qp", "0", "-output_ts_offset", "0.5"),
    "fragments.mp4": counted("30", 1, *X264, "-qp", "0", "-movflags", "+frag_keyframe+empty_moov"),
    "fields.mpg": source(_BAR, "-c:v", "mpeg2video", *_FIELDS),
    "fields.mp4": source(
        _BAR,
        *(*X264, *_FIELDS, "-x264-params", "tff=1"),
    ),
    "one.mp4": counted("30", 0.03),
    "none.mkv": source("color=s=64x64:d=1,select=0"),
}
