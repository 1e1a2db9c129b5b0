"""The acts on an instruction, which have their own keys in its dialog."""

from dashboard.domain.instructions import instruction_commands as n
from layouts.acts.table import REASON
from layouts.acts.value import Ask, DeskAct, Field

KEY = "shift+p"
INSTRUCTION_ACTS: tuple[DeskAct, ...] = (
    DeskAct(
        name="instruction",
        key=KEY,
        command=n.ReadInstruction,
        fields=(Field(name="instruction", ask=Ask.CHOICE),),
        undo=False,
        own=True,
    ),
    DeskAct(name="read_instruction", key=KEY, command=n.ReadInstruction, undo=False),
    DeskAct(
        name="answer_instruction",
        key=KEY,
        command=n.AnswerInstruction,
        fields=(
            Field(name="final", ask=Ask.YES),
            Field(name="words", ask=Ask.TEXT, words="instruction_answer", lines=4),
            Field(name="cases", ask=Ask.LINE, needed=False, words="instruction_cases"),
        ),
        undo=False,
    ),
    DeskAct(
        name="withdraw_instruction",
        key=KEY,
        command=n.WithdrawInstruction,
        fields=(REASON,),
        undo=False,
    ),
)
"""The first act only shows an instruction, or the list if there are several."""
