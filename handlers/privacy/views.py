"""What is kept about somebody, in their words."""

from datetime import datetime
from html import escape

from bot.domain.astana_time import local
from bot.domain.privacy import Consent, KeptData
from bot.domain.reception.rules import CARE_CONSENT, ReceptionRules
from handlers import formats
from handlers.navigation import Section, SectionOpened, button, keyboard, menu_button
from handlers.privacy.callbacks import DataTaken, ErasureAsked, ErasureConfirmed
from handlers.screens import Screen
from handlers.words import _, current_language


def page(kept: KeptData, rules: ReceptionRules) -> Screen:
    """Say what is kept, who sees it, for how long, and what is not kept."""
    text = _(
        "<b>What I keep about you</b>\n\n"
        "• The number of your Telegram account, your language, the day we met, and whether you have "
        "blocked me: I need them to answer you, and to be silent when you wish.\n"
        "• What you are looking for at the moment, until you open the menu.\n"
        "• The events you come to or wait for: how many seats, your number at the door, when to remind you.\n"
        "• Which new events you want to hear of, and when.\n"
        "• Your requests to councils: what you wrote, your photos and files, the place, the name and the "
        "phone number that you chose to give, and what the council answered. One that you have only begun "
        "is kept for {draft_days} days.\n"
        "• Which requests of others you follow.\n"
        "• If you work for a council: your role, what you did, and the name that your colleagues see.\n"
        "• Corrections you sent, without your name.\n\n"
        "<b>Who sees your request</b>\n\n"
        "Everybody in the council sees its number, topic, place and dates. Your words, your name and your "
        "phone number open only to the coordinator who takes it, and each time is written down. The head of "
        "the council can take a table of them, which is written down too.\n\n"
        "<b>How long</b>\n\n"
        "{days} days after a request has ended, your name, phone number, words and files are deleted. Its "
        "number and dates stay.\n\n"
        "<b>What I do not keep</b>\n\n"
        "• Your location when you look for places. I use it to work out distances and forget it at once; it "
        "is not stored anywhere.\n"
        "• Your other messages. Each is deleted as soon as it is answered; one that I could not answer "
        "is kept for 7 days, so that the fault can be found."
    ).format(days=rules.keep_personal_data.days, draft_days=rules.keep_drafts.days)
    rows = [
        [button(_("Export my data"), DataTaken())],
        [button(_("Erase me"), ErasureAsked())],
        [menu_button()],
    ]
    return Screen("\n\n".join([text, _at_present(kept, rules)]), keyboard(rows))


def export_caption() -> str:
    """Say what the file is."""
    return _("All that I keep about you, as a JSON file. Times in it are UTC.")


def erasure_question(kept: KeptData) -> Screen:
    """Say what erasing means, and ask whether it is wanted."""
    said = [
        _("<b>Erase everything about me?</b>"),
        _(
            "• Your open requests are withdrawn: {open}. Councils stop working on them.\n"
            "• Your name, phone number, words and files are deleted from all your requests: {all}. Their "
            "numbers and dates stay in the register, without you. What a coordinator has already received "
            "stays in their chat with me.\n"
            "• You no longer come to any event, and your seats go to those who wait.\n"
            "• Your subscriptions, the requests you follow and what you have begun to write are deleted."
        ).format(open=kept.open_requests, all=kept.requests),
    ]
    if kept.roles:
        said.append(_("You hold roles in this bot: {count}. They end at once.").format(count=kept.roles))
    said.append(_("This cannot be undone."))
    rows = [
        [button(_("Erase everything about me"), ErasureConfirmed())],
        [button(_("← Back"), SectionOpened(section=Section.PRIVACY))],
    ]
    return Screen("\n\n".join(said), keyboard(rows))


def erased() -> Screen:
    """Say that it is done; without buttons, since the next press would be that of somebody new."""
    return Screen(_("Everything about you is erased. If you write to me again, we meet anew: press /start."))


def _at_present(kept: KeptData, rules: ReceptionRules) -> str:
    said = [
        _("<b>At present</b>"),
        _("We met on {day}.").format(day=_day(kept.met_at)),
        _("Requests you sent: {all}, open: {open}").format(all=kept.requests, open=kept.open_requests),
        *map(_consent, kept.consents),
        *([_("To take your consent back, press “Erase me”.")] if kept.consents else []),
        _("Events you come to or wait for, past ones too: {count}").format(count=kept.events),
        _("Kinds of new events you want to hear of: {count}").format(count=kept.subscriptions),
    ]
    if rules.operator:
        operator = escape(rules.operator, quote=False)
        said.append(_("Who answers for these data: {operator}").format(operator=operator))
    return "\n".join(said)


def _consent(consent: Consent) -> str:
    day = _day(consent.at)
    if consent.version == CARE_CONSENT:
        return _("On {day} your words told of danger, and I passed them on at once.").format(day=day)
    return _("On {day} you agreed to the wording of {version}.").format(
        day=day, version=formats.source_date(consent.version, current_language())
    )


def _day(moment: datetime) -> str:
    return formats.source_date(local(moment).date().isoformat(), current_language())
