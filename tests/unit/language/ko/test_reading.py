"""Korean as it is read aloud: native numbers for what is counted, Chinese ones for what is measured."""

from __future__ import annotations

import unicodedata

import pytest

from reelhouse.language import Language
from reelhouse.scripts.spoken import shown, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("저(28/여)는 남편(32)과", "스물여덟 살 여자인 저는 서른두 살 남편과."),
        ("본인(30세, 남)은 저(여/28)와", "서른 살 남자인 본인은 스물여덟 살 여자인 저와."),
        ("시어머니(62세)가 21살, 31세", "예순두 살 시어머니가 스물한 살, 삼십일 세."),
        ("28여 그리고 M30", "스물여덟 살 여자 그리고 서른 살 남자."),
        ("20대였다. 30대 초반", "이십 대였다. 삼십 대 초반."),
        ("동생(0)", "동생, 영."),
    ],
)
def test_ages(written: str, said: str, korean: Language) -> None:
    assert spoken(written, korean) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3명이 12잔을 1번 2번째", "세 명이 열두 잔을 한 번 두 번째."),
        ("20개 99개 100개 0개", "스무 개 아흔아홉 개 백 개 영 개."),
        ("3,500,000원과 350만 원, $500, 1.5kg", "삼백오십만 원과 삼백오십만 원, 오백 달러, 일 점 오 킬로그램."),
        ("5층 201호, 3학년 1등, 3개월 2주", "오 층 이백일 호, 삼 학년 일 등, 삼 개월 이 주."),
        ("2~3명, 10-20%, 5~7일", "두 명에서 세 명, 십 퍼센트에서 이십 퍼센트, 오 일에서 칠 일."),
        ("1/2, 8/10점, 007", "이분의 일, 십 점 만점에 팔점, 공 공 칠."),
        ("010-1234-5678", "공 일 공 일 이 삼 사 오 육 칠 팔."),
    ],
)
def test_amounts(written: str, said: str, korean: Language) -> None:
    assert spoken(written, korean) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "오후 7시 30분에, 7:30, 19:05, 12:00, 13시",
            "오후 일곱 시 삼십 분에, 일곱 시 삼십 분, 십구 시 오 분, 열두 시, 십삼 시.",
        ),
        ("2021.06.03 그리고 10월 3일", "이천이십일 년 유월 삼 일 그리고 시월 삼 일."),
        ("2019년에", "이천십구 년에."),
    ],
)
def test_dates(written: str, said: str, korean: Language) -> None:
    assert spoken(written, korean) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("CCTV를 보니 TV가 ABC", "씨씨티브이를 보니 티비가 에이비씨."),
        ("와 ㅋㅋㅋ 진짜 ㅠㅠ ㄹㅇ", "와 진짜 진짜."),
        ("그런데... 나는 몰랐다", "그런데, 나는 몰랐다."),
        ("iPhone을 샀다 📞", "IPhone을 샀다."),
        ("씨발 개새끼가 존나", "젠장 못난이가 엄청."),
    ],
)
def test_words(written: str, said: str, korean: Language) -> None:
    assert spoken(written, korean) == said


def test_letters_in_pieces_are_put_together(korean: Language) -> None:
    assert shown(unicodedata.normalize("NFD", "할머니의 비밀"), korean) == "할머니의 비밀"


def test_laughter_is_not_shown_either(korean: Language) -> None:
    assert shown("정말 ㅋㅋㅋ 웃겨 ㅠㅠ", korean) == "정말 웃겨"


@pytest.mark.parametrize(("word", "count"), [("할머니", 3), ("ok", 1), ("b", 0)])
def test_syllables(word: str, count: int, korean: Language) -> None:
    assert korean.syllables(word) == count
