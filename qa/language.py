"""Which language a question is written in, and the words by which questions are recognised.

The words here belong to the languages, not to any document: question words, comparisons,
negation, number words. What a document is about comes from its own folder.
"""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

import regex

from ingest.normalise import normalise

LANGUAGES = ("ar", "en", "fr", "es", "ru", "zh")

_LETTERS = {
    "ar": regex.compile(r"\p{Script=Arabic}"),
    "ru": regex.compile(r"\p{Script=Cyrillic}"),
    "zh": regex.compile(r"\p{Script=Han}"),
    "latin": regex.compile(r"\p{Script=Latin}"),
}

_LATIN_HINTS = {
    "fr": "quels quelles quel quelle combien qui est sont les des une dans du la le et pour avec "
    "où quand pourquoi comment processus pays",
    "es": "cuáles cuál qué cuántos cuántas quién es son los las una en del el la y para con dónde "
    "cuándo por cómo procesos países",
    "en": "which what how many who is are the of in on and for with where when why does do process "
    "countries a an to",
}


def detect(text: str) -> str:
    """Language code of a question, by script and, in Latin script, by its commonest words.

    A Latin name in an Arabic question does not make it English: a quarter of the letters in
    Arabic script is enough.
    """
    counts = {name: len(pattern.findall(text)) for name, pattern in _LETTERS.items()}
    total = sum(counts.values())
    if not total:
        return "en"
    for code in ("ar", "zh", "ru"):
        if counts[code] >= total / 4:
            return code
    words = regex.findall(r"\p{L}+", text.lower())
    score = Counter({code: sum(w in hints.split() for w in words) for code, hints in
                     _LATIN_HINTS.items()})
    best = max(("en", "fr", "es"), key=lambda code: score[code])
    return best


PHRASES: Mapping[str, tuple[str, ...]] = {
    "count": ("how many", "number of", "count", "how large", "how big", "كم", "كم عدد", "ما عدد",
              "عدد", "وعدد"),
    "which": ("which", "list", "name", "name the", "what are", "who are", "what", "أي", "ما هي",
              "اذكر", "أذكر", "عدد لي", "ما", "من هي", "أيّ", "أية", "وما", "وأي", "ماهي", "سم"),
    "list": ("which", "list", "name", "name the", "enumerate", "all the", "أي", "اذكر", "أذكر",
             "عدد لي", "سم", "أية", "قائمة"),
    "most": ("most", "largest", "biggest", "highest", "greatest", "maximum", "top", "أكثر", "أكبر",
             "الأكثر", "الأكبر", "أعلى", "الأعلى", "أضخم", "أوسع"),
    "fewest": ("fewest", "smallest", "least", "lowest", "minimum", "أقل", "أصغر", "الأقل",
               "الأصغر", "أدنى", "الأدنى"),
    "more": ("more than", "over", "above", "exceeding", "exceed", "exceeds", "greater than",
             "larger than", "upwards of", "أكثر من", "يزيد عن", "يزيد على", "تزيد عن", "تزيد على",
             "يتجاوز", "تتجاوز", "يفوق", "تفوق", "ما يزيد عن", "فوق", "أكبر من"),
    "less": ("less than", "fewer than", "under", "below", "smaller than", "أقل من", "دون",
             "يقل عن", "تقل عن", "أصغر من"),
    "at_least": ("at least", "no fewer than", "minimum of", "على الأقل", "لا يقل عن", "لا تقل عن"),
    "at_most": ("at most", "no more than", "على الأكثر", "لا يزيد عن", "لا تزيد عن"),
    "when": ("when", "what year", "which year", "what date", "in what year", "متى", "أي عام",
             "أي سنة", "في أي عام", "أي تاريخ", "ما تاريخ", "تاريخ"),
    "where": ("where", "which city", "what city", "which country", "أين", "اين", "أي مدينة",
              "أي بلد", "أي دولة"),
    "who": ("who", "whom", "whose", "من الذي", "من هو", "من هم", "مَن", "من استضاف", "من التي",
            "أي جهة", "أي منظمة", "الجهة"),
    "why": ("why", "what is the reason", "for what reason", "لماذا", "لم", "ما سبب", "ما السبب",
            "لأي سبب"),
    "how": ("how", "in what way", "كيف"),
    "define": ("what is", "what exactly is", "what exactly are", "what's", "define", "definition", "what does", "meaning of", "explain",
               "what are", "ما هو", "ما هي", "ماهي", "ماهو", "عرف", "تعريف", "ما المقصود",
               "المقصود", "ما معنى", "ما تعريف"),
    "absent": ("no", "without", "lack", "lacks", "lacking", "not have", "don't have", "missing",
               "doesn't have", "do not have", "does not have", "بدون", "بلا", "لا توجد", "لا يوجد",
               "ليس", "ليست", "ليس لها", "ليست لها", "دون", "من دون", "تفتقر", "لا تملك",
               "ليس لديها", "لا تتوفر"),
    "total": ("in total", "altogether", "sum", "total", "إجمالي", "مجموع", "المجموع"),
    "about": ("tell me about", "about", "describe", "معلومات عن", "حدثني عن", "ماذا عن", "نبذة"),
}

_YES_NO = ("is", "are", "do", "does", "did", "was", "were", "has", "have", "had", "can", "could",
           "will", "must", "may", "هل", "أهل", "ا")

NEGATORS = frozenset(
    normalise(word) for word in
    ("not", "no", "non", "never", "neither", "nor", "without", "informal", "cannot", "غير", "لا",
     "ليس", "ليست", "لم", "لن", "دون", "عدم", "بلا")
)

STOPWORDS = frozenset(
    normalise(word) for word in (
        "a an the of in on at to for from by with and or as is are was were be been being do does "
        "did has have had it its this that these those there their they them he she his her which "
        "what who whom whose when where why how many much can could will would should may might "
        "must not no any some all each every both into about over under between than then so such "
        "if but also only very more most please tell me us you your i we our give say says said "
        "according document brochure text mention mentions mentioned state states stated describe "
        "s t don doesn didn isn aren take takes took place part one ones other others up out held "
        "في من على إلى عن مع و أو ثم أن إن لا ما ماذا هل كم أي أية التي الذي الذين اللذين اللتي هذا هذه "
        "ذلك تلك هو هي هم هن كان كانت يكون تكون قد لقد كل كلا بعض غير بين حول عند عندما إذا لكن كما "
        "أين متى كيف لماذا لم لن ليس ليست بها به لها له فيها فيه منها منه عليها عليه التى اى اي بشأن "
        "خلال لدى لدي ضمن وفق حسب يتم تم الوثيقة النص الكتيب المنشور الكراسة ذكر تذكر يذكر ورد اذكر "
        "هناك ماهي ماهو وما وهل وكم بحسب وفقا أيضا نحو أبرز حيث كي مين راح شو وش ايش ليش لي غيره أصلا "
        "هنالك أنها أنه بأنها بأنه وهي وهو أقصد يعني تعني أكثرها جميع كافة كامل كله كلها"
    ).split()
)

_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "عشرة": 10, "عشر": 10, "عشرين": 20,
    "عشرون": 20, "ثلاثين": 30, "ثلاثون": 30, "أربعين": 40, "أربعون": 40, "خمسين": 50,
    "خمسون": 50, "ستين": 60, "مئة": 100, "مائة": 100, "خمسة": 5, "خمس": 5, "سبعة": 7,
    "ثمانية": 8, "تسعة": 9, "ستة": 6, "أربعة": 4, "ثلاثة": 3,
}
NUMBER_WORDS = {normalise(word): value for word, value in _NUMBER_WORDS.items()}


@lru_cache(maxsize=1)
def _patterns() -> dict[str, list[tuple[str, ...]]]:
    return {
        kind: sorted({tuple(normalise(p.replace("'", " ")).split()) for p in phrases},
                     key=len, reverse=True)
        for kind, phrases in PHRASES.items()
    }


def cues(words: tuple[str, ...]) -> dict[str, int]:
    """Which kinds of question words occur, and the position of the first of each.

    Args:
        words: the normalised words of the question.
    """
    found: dict[str, int] = {}
    for kind, patterns in _patterns().items():
        for pattern in patterns:
            for start in range(len(words) - len(pattern) + 1):
                if words[start : start + len(pattern)] == pattern:
                    found[kind] = min(found.get(kind, start), start)
    if words and words[0] in {normalise(word) for word in _YES_NO}:
        found["yes_no"] = 0
    return found
