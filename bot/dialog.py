"""The dialogue at a glance: who answers which command, step and button."""

from handlers.accounts import dialog as accounts
from handlers.channels.telegram.unreadable import on_unreadable
from handlers.concerns import alarm as concern_alarm
from handlers.concerns import barriers
from handlers.concerns import dialog as concerns
from handlers.concerns import payloads as concern_buttons
from handlers.concerns import texts as concern_texts
from handlers.concerns.preview import PREVIEW_STEP
from handlers.concerns.signposts import SIGNPOST_STEP
from handlers.connection import dialog as connection
from handlers.connection import payloads as connection_buttons
from handlers.connection import texts as connection_texts
from handlers.consideration import dialog as consideration
from handlers.consideration import payloads as consideration_buttons
from handlers.dialog import engine
from handlers.dialog.table import Command, Dialog
from handlers.exports import dialog as exports
from handlers.exports import rules as export_rules
from handlers.exports import texts as export_texts
from handlers.forums import dialog as forums
from handlers.forums import payloads as forum_buttons
from handlers.forums import texts as forum_texts
from handlers.partners import dialog as partners
from handlers.privacy import dialog as privacy
from handlers.privacy import texts as privacy_texts
from handlers.process import dialog as process
from handlers.process import texts as process_texts
from handlers.residents import dialog as residents
from handlers.residents import payloads as resident_buttons
from handlers.residents import texts as resident_texts
from handlers.surveys import dialog as surveys
from handlers.surveys import payloads as survey_buttons
from handlers.surveys import screens as survey_screens
from handlers.surveys import texts as survey_texts

START_PAYLOADS = {
    "forum": forums.on_start_payload,
    partners.START_PREFIX: partners.on_start_payload,
    barriers.START_PREFIX: barriers.on_start_payload,
    accounts.START_PREFIX: accounts.on_start_payload,
    connection.START_PREFIX: connection.on_start_payload,
}

DIALOG = Dialog(
    commands={
        "start": Command(
            residents.on_start(START_PAYLOADS), resident_texts.COMMANDS["start"], before_consent=True, in_menu=False
        ),
        "anliegen": Command(
            concerns.on_concern_command, concern_texts.COMMANDS["anliegen"], aliases=("concern", "concerns")
        ),
        "meine": Command(concerns.on_mine, concern_texts.COMMANDS["meine"], aliases=("mine",)),
        "foren": Command(
            forums.on_forums, forum_texts.COMMANDS["foren"], aliases=("forums", "forum"), before_consent=True
        ),
        "umfrage": Command(surveys.on_survey, survey_texts.PURPOSE, aliases=("survey",)),
        "zeitplan": Command(
            process.on_schedule, process_texts.COMMANDS["zeitplan"], aliases=("schedule",), before_consent=True
        ),
        "ortsteil": Command(residents.on_district_command, resident_texts.COMMANDS["ortsteil"], aliases=("district",)),
        "sprache": Command(
            residents.on_language_command,
            resident_texts.COMMANDS["sprache"],
            aliases=("language",),
            before_consent=True,
        ),
        "verbinden": Command(connection.on_connect, connection_texts.COMMANDS["verbinden"], aliases=("connect",)),
        "trennen": Command(
            connection.on_disconnect_command, connection_texts.COMMANDS["trennen"], aliases=("disconnect",)
        ),
        "link": Command(connection.on_link, connection_texts.COMMANDS["link"], before_consent=True, in_menu=False),
        "pause": Command(
            residents.on_pause_command, resident_texts.COMMANDS["pause"], aliases=("break",), before_consent=True
        ),
        "stopp": Command(residents.on_stop, resident_texts.COMMANDS["stopp"], aliases=("stop",), before_consent=True),
        "auskunft": Command(
            privacy.on_information, privacy_texts.COMMANDS["auskunft"], aliases=("mydata",), before_consent=True
        ),
        "loeschen": Command(
            privacy.on_erase_command,
            privacy_texts.COMMANDS["loeschen"],
            aliases=("delete", "erase", "löschen"),
            before_consent=True,
        ),
        "datenschutz": Command(
            residents.on_privacy, resident_texts.COMMANDS["datenschutz"], aliases=("privacy",), before_consent=True
        ),
        "kontakt": Command(
            residents.on_contact, resident_texts.COMMANDS["kontakt"], aliases=("contact",), before_consent=True
        ),
        "hilfe": Command(
            residents.on_help, resident_texts.COMMANDS["hilfe"], aliases=("help", "menu"), before_consent=True
        ),
        "abbrechen": Command(
            engine.cancel,
            resident_texts.COMMANDS["abbrechen"],
            aliases=("cancel",),
            before_consent=True,
            in_menu=False,
        ),
        "export": Command(
            exports.on_export,
            export_texts.EXPORT_PURPOSE,
            before_consent=True,
            in_menu=False,
            roles=export_rules.IN_CHAT,
        ),
    },
    steps={
        residents.CONSENT_STEP: residents.on_words_before_consent,
        residents.DISTRICT_STEP: residents.on_district_words,
        concerns.TEXT_STEP: concerns.on_asked_text,
        SIGNPOST_STEP: concerns.on_words_at_signpost,
        barriers.BARRIER_STEP: barriers.on_words,
        concerns.CALM_STEP: concerns.on_asked_text,
        concerns.PLACE_STEP: concerns.on_place_words,
        concerns.TOPICS_STEP: concerns.on_words_at_topics,
        concerns.CORRECT_STEP: concerns.on_corrected_text,
        PREVIEW_STEP: concerns.on_words_at_preview,
        consideration.OBJECTION_STEP: consideration.on_words,
        connection.CODE_STEP: connection.on_code,
        connection.CONFIRM_STEP: connection.on_words_at_button,
        connection.DISCONNECT_STEP: connection.on_words_at_button,
        privacy.ERASE_STEP: privacy.on_words_at_erase,
        exports.LIST_STEP: exports.on_text,
        exports.FORMAT_STEP: exports.on_text,
        survey_screens.STEP: surveys.on_said,
    },
    presses={
        resident_buttons.Agree: residents.on_agree,
        resident_buttons.Hear: residents.on_hear,
        resident_buttons.ChooseDistrict: residents.on_district,
        resident_buttons.ChooseArea: residents.on_area,
        resident_buttons.ChooseLanguage: residents.on_language,
        resident_buttons.PauseFor: residents.on_pause,
        concern_buttons.Preview: concerns.on_choice,
        concern_buttons.ToggleTopic: concerns.on_topic,
        concern_buttons.PlaceArea: concerns.on_place_area,
        concern_buttons.PlaceDistrict: concerns.on_place_district,
        concern_buttons.ShowWords: concerns.on_show_words,
        concern_buttons.NoDanger: concerns.on_no_danger,
        concern_buttons.Correct: concerns.on_correct,
        concern_buttons.Withdraw: concerns.on_withdraw,
        concern_buttons.ShowPath: consideration.on_path,
        consideration_buttons.LookAgain: consideration.on_look_again,
        consideration_buttons.WithoutWords: consideration.on_without_words,
        connection_buttons.Connect: connection.on_confirm,
        connection_buttons.Disconnect: connection.on_disconnect,
        connection_buttons.ChooseReach: connection.on_reach,
        privacy.Erase: privacy.on_erase,
        exports.ListPayload: exports.on_list,
        exports.FormatPayload: exports.on_format,
        forum_buttons.ShowForum: forums.on_show,
        forum_buttons.ListForums: forums.on_forums,
        forum_buttons.Register: forums.on_register,
        forum_buttons.Unregister: forums.on_unregister,
        survey_buttons.ShowSurvey: surveys.on_show,
        survey_buttons.GoOn: surveys.on_go_on,
        survey_buttons.Pick: surveys.on_pick,
        survey_buttons.Tick: surveys.on_tick,
        survey_buttons.Ticked: surveys.on_ticked,
        survey_buttons.PickDistrict: surveys.on_pick_district,
        survey_buttons.Skip: surveys.on_skip,
        survey_buttons.Keep: surveys.on_keep,
        survey_buttons.Back: surveys.on_back,
        survey_buttons.Pause: surveys.on_pause,
        survey_buttons.EndChanges: surveys.on_end_changes,
    },
    free_text=connection.code_or(concerns.on_text),
    location=concerns.on_location,
    unreadable=on_unreadable,
    alarm=concern_alarm.alarm,
    gate=residents.gate,
    afterword=residents.afterword,
)
