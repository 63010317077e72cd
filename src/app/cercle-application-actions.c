/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done in Cercle, and with which keys? */
#define G_LOG_DOMAIN "cercle-app"

#include "cercle-application.h"

#include <glib/gi18n.h>

#include "cercle-dialog.h"
#include "cercle-directory-assistant.h"
#include "cercle-faq-page.h"
#include "cercle-help-window.h"
#include "cercle-open-by-exception.h"
#include "cercle-palette.h"
#include "cercle-preferences.h"
#include "cercle-questions-page.h"
#include "cercle-receive.h"
#include "cercle-shortcuts-window.h"
#include "cercle-take-out.h"
#include "cercle-window.h"

#define GO N_ ("Go To")
#define WORK N_ ("Work")
#define CASE N_ ("In a Case")
#define CALL N_ ("In a Call")
#define PROGRAM N_ ("Program")
#define LISTS N_ ("In a List")
#define WAITING N_ ("In the Review of Waiting Lists")
#define MATRIX N_ ("In a Draft of the Matrix")
#define MINUTES N_ ("In the Minutes of the Review")
#define REVIEW N_ ("In the Review with the MDPH")
#define MEETINGS N_ ("In the Meetings")
#define HOLDING N_ ("In a Meeting That Is Held")
#define DIRECTORY N_ ("In the Directory")
#define TODAY N_ ("In the Call-Backs and Actions")
#define LAUNCH N_ ("In the Launch")
#define QUESTIONS N_ ("In the Questions and the FAQ")

static void show_page_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void show_indicator_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void show_holder_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void show_cases_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void show_list_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void ask_nation_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void open_answer_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void find_answer_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void open_case_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void find_partner_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void open_partner_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void open_by_exception_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void open_draft_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void show_problems_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void new_call_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void back_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void search_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void undo_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void sync_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void print_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void save_pdf_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void information_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void easy_information_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void family_week_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void export_table_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void export_cards_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void export_card_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void take_meeting_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void import_directory_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void take_import_back_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void receive_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void print_transfer_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void seal_transfer_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void sign_out_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void palette_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void help_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void about_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void close_cb (GSimpleAction *action, GVariant *parameter, gpointer window);
static void quit_cb (GSimpleAction *action, GVariant *parameter, gpointer application);

/* clang-format off */
const CercleAction cercle_actions[] = {
  { "show-page", "today", show_page_cb, "<Control>1", N_ ("Today"), GO, CERCLE_ACTION_WIN },
  { "show-page", "cases", show_page_cb, "<Control>2", N_ ("Cases"), GO, CERCLE_ACTION_WIN },
  { "show-page", "cases/open", show_page_cb, "<Alt>Home", N_ ("All Open Cases"), GO, CERCLE_ACTION_WIN },
  { "show-page", "review", show_page_cb, "<Control>3 F9", N_ ("MDPH Review"), GO, CERCLE_ACTION_WIN },
  { "show-page", "directory", show_page_cb, "<Control>4", N_ ("Directory"), GO, CERCLE_ACTION_WIN },
  { "show-page", "round", show_page_cb, NULL, N_ ("Morning Round of the Partners"), GO, CERCLE_ACTION_WIN },
  { "show-page", "campaign", show_page_cb, NULL, N_ ("Check Stale Sheets"), GO, CERCLE_ACTION_WIN },
  { "show-page", "kit", show_page_cb, NULL, N_ ("Kit: Reflex Sheets and Documents"), GO, CERCLE_ACTION_WIN },
  { "show-page", "referents", show_page_cb, NULL, N_ ("Referents of the Territory"), GO, CERCLE_ACTION_WIN },
  { "show-page", "meetings", show_page_cb, "<Control>5", N_ ("Meetings"), GO, CERCLE_ACTION_WIN },
  { "show-page", "steering", show_page_cb, "<Control>6", N_ ("Steering"), GO, CERCLE_ACTION_WIN },
  { "show-page", "matrix", show_page_cb, "<Control>m", N_ ("Responsibility Matrix"), GO, CERCLE_ACTION_WIN },
  { "show-page", "questions", show_page_cb, NULL, N_ ("Questions to the National Referents"), GO, CERCLE_ACTION_WIN },
  { "show-page", "faq", show_page_cb, NULL, N_ ("FAQ: Answers of the National Referents"), GO, CERCLE_ACTION_WIN },
  { "show-page", "news", show_page_cb, "<Control>j", N_ ("What Has Changed"), GO, CERCLE_ACTION_WIN },
  { "show-page", "launch", show_page_cb, NULL, N_ ("Launch of the Community"), GO, CERCLE_ACTION_WIN },
  { "show-page", "waiting", show_page_cb, NULL, N_ ("Review of Waiting Lists"), GO, CERCLE_ACTION_WIN },
  { "show-page", "review-minutes", show_page_cb, "<Control><Shift>d", N_ ("Minutes of the Review"), GO, CERCLE_ACTION_WIN },
  { "show-page", "holding", show_page_cb, NULL, N_ ("Hold Today’s Meeting"), GO, CERCLE_ACTION_WIN },
  { "show-page", "decisions", show_page_cb, NULL, N_ ("Decisions to Apply"), GO, CERCLE_ACTION_WIN },
  { "search", NULL, search_cb, "<Control>f", N_ ("Search"), GO, CERCLE_ACTION_WIN },
  { "show-problems", NULL, show_problems_cb, "<Control>e", N_ ("Conflicts and Problems"), GO, CERCLE_ACTION_WIN },
  { "back", NULL, back_cb, "<Alt>Left", N_ ("Back"), GO, CERCLE_ACTION_WIN },
  { "leave", NULL, NULL, "Escape", N_ ("Leave a Case, a Call or a List"), GO, CERCLE_ACTION_PAGE },
  { "show-indicator", NULL, show_indicator_cb, NULL, NULL, GO, CERCLE_ACTION_WIN },
  { "show-holder", NULL, show_holder_cb, NULL, NULL, GO, CERCLE_ACTION_WIN },
  { "show-cases", NULL, show_cases_cb, NULL, NULL, GO, CERCLE_ACTION_WIN },
  { "show-list", NULL, show_list_cb, NULL, NULL, GO, CERCLE_ACTION_WIN },
  { "open-case", NULL, open_case_cb, NULL, NULL, GO, CERCLE_ACTION_WIN },
  { "find-partner", NULL, find_partner_cb, NULL, NULL, GO, CERCLE_ACTION_WIN },
  { "open-partner", NULL, open_partner_cb, NULL, NULL, GO, CERCLE_ACTION_WIN },
  { "open-answer", NULL, open_answer_cb, NULL, NULL, GO, CERCLE_ACTION_WIN },
  { "open-by-exception", NULL, open_by_exception_cb, NULL, NULL, GO, CERCLE_ACTION_WIN },
  { "open-draft", NULL, open_draft_cb, NULL, NULL, GO, CERCLE_ACTION_WIN },

  { "new-call", NULL, new_call_cb, "<Control>n", N_ ("New Call"), WORK, CERCLE_ACTION_WIN },
  { "receive-case", NULL, receive_cb, NULL, N_ ("Receive a Case…"), WORK, CERCLE_ACTION_WIN },
  { "print-transfer", NULL, print_transfer_cb, NULL, NULL, WORK, CERCLE_ACTION_WIN },
  { "seal-transfer", NULL, seal_transfer_cb, NULL, NULL, WORK, CERCLE_ACTION_WIN },
  { "undo", NULL, undo_cb, "<Control>z", N_ ("Undo"), WORK, CERCLE_ACTION_WIN },
  { "ask-nation", NULL, ask_nation_cb, "<Control><Shift>q", N_ ("Ask the National Referents, About the Case Shown"), WORK, CERCLE_ACTION_WIN },
  { "find-answer", NULL, find_answer_cb, "<Control><Shift>k", N_ ("Look for an Answer in the FAQ, for the Case Shown"), WORK, CERCLE_ACTION_WIN },
  { "print", NULL, print_cb, "<Control>p", N_ ("Print"), WORK, CERCLE_ACTION_WIN },
  { "save-pdf", NULL, save_pdf_cb, "<Control><Shift>s", N_ ("Save as PDF"), WORK, CERCLE_ACTION_WIN },
  { "export-table", NULL, export_table_cb, "<Control><Shift>e", N_ ("Export as a Table"), WORK, CERCLE_ACTION_WIN },
  { "export-cards", NULL, export_cards_cb, NULL, N_ ("Export as Address Cards"), WORK, CERCLE_ACTION_WIN },
  { "export-card", NULL, export_card_cb, NULL, NULL, WORK, CERCLE_ACTION_WIN },
  { "take-meeting", NULL, take_meeting_cb, NULL, NULL, WORK, CERCLE_ACTION_WIN },
  { "information", NULL, information_cb, NULL, N_ ("Information and Consent Sheet"), WORK, CERCLE_ACTION_WIN },
  { "easy-information", NULL, easy_information_cb, NULL, N_ ("Information Sheet, Easy to Read"), WORK, CERCLE_ACTION_WIN },
  { "family-week", NULL, family_week_cb, "<Control><Shift>w", N_ ("The Week, for the Family"), WORK, CERCLE_ACTION_WIN },
  { "sync", NULL, sync_cb, "<Control>r F5", N_ ("Sync Now"), WORK, CERCLE_ACTION_WIN },

  { "list.next", NULL, NULL, "j Down", N_ ("Next Line"), LISTS, CERCLE_ACTION_PAGE },
  { "list.previous", NULL, NULL, "k Up", N_ ("Previous Line"), LISTS, CERCLE_ACTION_PAGE },
  { "list.open", NULL, NULL, "Return", N_ ("Open"), LISTS, CERCLE_ACTION_PAGE },
  { "list.choose", NULL, NULL, "<Control>space", N_ ("Choose the Line, or No Longer"), LISTS, CERCLE_ACTION_PAGE },
  { "list.choose-more", NULL, NULL, "<Shift>Down <Shift>Up", N_ ("Choose Line After Line"), LISTS, CERCLE_ACTION_PAGE },
  { "list.choose-all", NULL, NULL, "<Control>a", N_ ("Choose All Lines"), LISTS, CERCLE_ACTION_PAGE },
  { "chosen.hand-over", NULL, NULL, "h", N_ ("Hand the Chosen Cases On"), LISTS, CERCLE_ACTION_PAGE },
  { "chosen.postpone", NULL, NULL, "p", N_ ("Postpone the Chosen Cases"), LISTS, CERCLE_ACTION_PAGE },
  { "chosen.tag", NULL, NULL, "t", N_ ("Tag the Chosen Cases"), LISTS, CERCLE_ACTION_PAGE },
  { "chosen.untag", NULL, NULL, NULL, N_ ("Take a Tag from the Chosen Cases"), LISTS, CERCLE_ACTION_PAGE },

  { "list.columns", NULL, NULL, "<Control><Shift>l", N_ ("Choose the Columns"), LISTS, CERCLE_ACTION_PAGE },
  { "list.filters", NULL, NULL, NULL, N_ ("Filter the List"), LISTS, CERCLE_ACTION_PAGE },
  { "list.save", NULL, NULL, NULL, N_ ("Save This List Under a Name"), LISTS, CERCLE_ACTION_PAGE },

  { "minutes.previous", NULL, NULL, "Left", N_ ("Earlier Review"), MINUTES, CERCLE_ACTION_PAGE },
  { "minutes.next", NULL, NULL, "Right", N_ ("Later Review"), MINUTES, CERCLE_ACTION_PAGE },
  { "minutes.agree", NULL, NULL, NULL, N_ ("Agree to the Minutes"), MINUTES, CERCLE_ACTION_PAGE },
  { "minutes.mdph-agreed", NULL, NULL, NULL, N_ ("The MDPH Agreed…"), MINUTES, CERCLE_ACTION_PAGE },

  { "action.done", NULL, NULL, "d", N_ ("Done"), TODAY, CERCLE_ACTION_PAGE },
  { "action.tomorrow", NULL, NULL, "t", N_ ("Postpone to the Next Open Day"), TODAY, CERCLE_ACTION_PAGE },
  { "today.open", NULL, NULL, NULL, N_ ("Open What Comes Next"), TODAY, CERCLE_ACTION_PAGE },
  { "today.done", NULL, NULL, NULL, N_ ("What Comes Next Is Done"), TODAY, CERCLE_ACTION_PAGE },
  { "today.copy-number", NULL, NULL, NULL, N_ ("Copy the Number of What Comes Next"), TODAY, CERCLE_ACTION_PAGE },

  { "case.previous", NULL, NULL, "<Alt>Up", N_ ("Previous Case of the List; in the Review, a Meeting or a Draft of the Matrix: Line Up"), CASE, CERCLE_ACTION_PAGE },
  { "case.next", NULL, NULL, "<Alt>Down", N_ ("Next Case of the List; in the Review, a Meeting or a Draft of the Matrix: Line Down"), CASE, CERCLE_ACTION_PAGE },
  { "case.part", NULL, NULL, "F6 <Shift>F6", N_ ("Next or Previous Part of the Page"), CASE, CERCLE_ACTION_PAGE },
  { "case.done", NULL, NULL, "<Control>Return", N_ ("Next Action Done; in a Form: Save; in the Review: Close the List; in a Meeting: Adopt the Decision"), CASE, CERCLE_ACTION_PAGE },
  { "case.note", NULL, NULL, "<Control><Shift>n", N_ ("Add a Note"), CASE, CERCLE_ACTION_PAGE },
  { "case.todo", NULL, NULL, "<Control><Shift>a", N_ ("Something to Do"), CASE, CERCLE_ACTION_PAGE },
  { "case.form", "orientation", NULL, "<Control><Shift>o", N_ ("Orient the Case"), CASE, CERCLE_ACTION_PAGE },
  { "case.form", "first-line", NULL, "<Control><Shift>f", N_ ("Who Should Normally Answer"), CASE, CERCLE_ACTION_PAGE },
  { "case.form", "debrief", NULL, "<Control><Shift>m", N_ ("Debrief with the MDPH"), CASE, CERCLE_ACTION_PAGE },
  { "case.form", "break", NULL, "<Control><Shift>b", N_ ("Danger and Expected Break"), CASE, CERCLE_ACTION_PAGE },
  { "case.form", "request", NULL, "<Control><Shift>r", N_ ("Ask a Partner"), CASE, CERCLE_ACTION_PAGE },
  { "case.form", "solution", NULL, "<Control><Shift>p", N_ ("A Solution to Propose"), CASE, CERCLE_ACTION_PAGE },
  { "case.form", "consent", NULL, "<Control><Shift>c", N_ ("What the Person Allows"), CASE, CERCLE_ACTION_PAGE },
  { "case.form", "agenda", NULL, "<Control><Shift>j", N_ ("Put the Case on an Agenda"), CASE, CERCLE_ACTION_PAGE },
  { "case.form", "transfer", NULL, "<Control><Shift>t", N_ ("Hand the Case to Another Community"), CASE, CERCLE_ACTION_PAGE },
  { "case.hand-over", NULL, NULL, "<Control><Shift>h", N_ ("Hand the Baton On"), CASE, CERCLE_ACTION_PAGE },

  { "case.close", NULL, NULL, NULL, N_ ("Close the Case"), CASE, CERCLE_ACTION_PAGE },
  { "case.reopen", NULL, NULL, NULL, N_ ("Open a Closed Case Again"), CASE, CERCLE_ACTION_PAGE },
  { "case.find-partner", NULL, NULL, "<Control><Shift>g", N_ ("Find a Partner"), CASE, CERCLE_ACTION_PAGE },

  { "call.danger", NULL, NULL, "<Control>d", N_ ("Immediate Danger, or No Longer"), CALL, CERCLE_ACTION_PAGE },
  { "call.save", NULL, NULL, NULL, N_ ("Save the Call"), CALL, CERCLE_ACTION_PAGE },
  { "call.another", NULL, NULL, NULL, N_ ("Take Another Call, and Keep This One"), CALL, CERCLE_ACTION_PAGE },

  { "meetings.hold", NULL, NULL, "F8", N_ ("Hold This Meeting"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.new-series", NULL, NULL, NULL, N_ ("Plan a Series of Meetings"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.new-meeting", NULL, NULL, NULL, N_ ("Plan One Meeting"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.edit", NULL, NULL, NULL, N_ ("Change or Move This Meeting"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.cancel", NULL, NULL, NULL, N_ ("Cancel This Meeting"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.edit-series", NULL, NULL, NULL, N_ ("Change the Series"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.guests", NULL, NULL, NULL, N_ ("Who Comes to the Meeting"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.templates", NULL, NULL, NULL, N_ ("Agenda Templates"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.move-next", NULL, NULL, "<Alt>Right", N_ ("Item to the Next Meeting"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.add", NULL, NULL, "Insert", N_ ("New Agenda Item"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.edit-item", NULL, NULL, "F2", N_ ("Edit the Agenda Item"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.drop", NULL, NULL, "Delete", N_ ("Drop the Agenda Item"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.put-back", NULL, NULL, NULL, N_ ("Put the Agenda Item Back"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.up", NULL, NULL, NULL, N_ ("Agenda Item Up"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.down", NULL, NULL, NULL, N_ ("Agenda Item Down"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.move-past", NULL, NULL, NULL, N_ ("Move What Falls Past the End"), MEETINGS, CERCLE_ACTION_PAGE },
  { "meetings.addresses", NULL, NULL, NULL, N_ ("Addresses for Other Calendars"), MEETINGS, CERCLE_ACTION_PAGE },
  { "decisions.open", NULL, NULL, NULL, N_ ("Open the Decision"), MEETINGS, CERCLE_ACTION_PAGE },
  { "decisions.apply", NULL, NULL, NULL, N_ ("The Decision Is Applied"), MEETINGS, CERCLE_ACTION_PAGE },
  { "decisions.drop", NULL, NULL, NULL, N_ ("Drop the Decision"), MEETINGS, CERCLE_ACTION_PAGE },

  { "holding.sort", NULL, NULL, "1 2 3 4 5 6", N_ ("Decision: Rule, Means, Partner, Question, Action, Information"), HOLDING, CERCLE_ACTION_PAGE },
  { "holding.adopt", NULL, NULL, NULL, N_ ("Adopt the Decision; Without One, Go On"), HOLDING, CERCLE_ACTION_PAGE },
  { "holding.next", NULL, NULL, "n", N_ ("Discussed: Next Item"), HOLDING, CERCLE_ACTION_PAGE },
  { "holding.presence", NULL, NULL, "p e a", N_ ("On a Name: Present, Excused, Absent"), HOLDING, CERCLE_ACTION_PAGE },
  { "holding.list", NULL, NULL, "Escape", N_ ("From a Text to the Agenda"), HOLDING, CERCLE_ACTION_PAGE },
  { "holding.project", NULL, NULL, "F11", N_ ("Second Window, for the Screen of the Room"), HOLDING, CERCLE_ACTION_PAGE },
  { "holding.step", NULL, NULL, NULL, N_ ("Open, Close, Validate or Share: What Comes Next"), HOLDING, CERCLE_ACTION_PAGE },
  { "holding.correct", NULL, NULL, NULL, N_ ("Correct the Minutes"), HOLDING, CERCLE_ACTION_PAGE },

  { "directory.new", NULL, NULL, "Insert", N_ ("New Partner"), DIRECTORY, CERCLE_ACTION_PAGE },
  { "directory.still-true", NULL, NULL, NULL, N_ ("The Sheet Is Still True"), DIRECTORY, CERCLE_ACTION_PAGE },
  { "directory.ask", NULL, NULL, NULL, N_ ("Ask the Partners of the List"), DIRECTORY, CERCLE_ACTION_PAGE },
  { "import-directory", NULL, import_directory_cb, NULL, N_ ("Import a Directory…"), DIRECTORY, CERCLE_ACTION_WIN },
  { "take-import-back", NULL, take_import_back_cb, NULL, N_ ("Take the Last Import Back…"), DIRECTORY, CERCLE_ACTION_WIN },
  { "kit.new", NULL, NULL, "Insert", N_ ("In the Kit: New Document"), DIRECTORY, CERCLE_ACTION_PAGE },
  { "kit.withdraw", NULL, NULL, "Delete", N_ ("In the Kit: Withdraw the Document"), DIRECTORY, CERCLE_ACTION_PAGE },
  { "kit.next", NULL, NULL, NULL, N_ ("In the Kit: New Version of the Document"), DIRECTORY, CERCLE_ACTION_PAGE },
  { "kit.offer", NULL, NULL, NULL, N_ ("In the Kit: Offer the Document Again"), DIRECTORY, CERCLE_ACTION_PAGE },
  { "round.save", NULL, NULL, "Return", N_ ("In the Morning Round: Note What They Tell and Go On"), DIRECTORY, CERCLE_ACTION_PAGE },
  { "round.none", NULL, NULL, "n", N_ ("In the Morning Round: No Answer"), DIRECTORY, CERCLE_ACTION_PAGE },
  { "campaign.still-true", NULL, NULL, "Return", N_ ("In the Check of Stale Sheets: Still True, and Go On"), DIRECTORY, CERCLE_ACTION_PAGE },
  { "campaign.outcome", NULL, NULL, "n w r", N_ ("In the Check of Stale Sheets: No Answer, Written To, Refuses"), DIRECTORY, CERCLE_ACTION_PAGE },
  { "campaign.open", NULL, NULL, "o", N_ ("In the Check of Stale Sheets: Open the Sheet"), DIRECTORY, CERCLE_ACTION_PAGE },

  { "review.add", NULL, NULL, "Insert a", N_ ("Add a Case to the List"), REVIEW, CERCLE_ACTION_PAGE },
  { "review.leave-out", NULL, NULL, "Delete", N_ ("Leave the Case Out, with a Reason"), REVIEW, CERCLE_ACTION_PAGE },
  { "review.known", NULL, NULL, "o n i", N_ ("A. Already Being Handled: Yes, No, Not Known"), REVIEW, CERCLE_ACTION_PAGE },
  { "review.rights", NULL, NULL, "j r v c", N_ ("B. Rights: Up to Date, to Refresh, to Open, Under Way"), REVIEW, CERCLE_ACTION_PAGE },
  { "review.decision", NULL, NULL, "1 2 3 4 5 6", N_ ("Decision"), REVIEW, CERCLE_ACTION_PAGE },
  { "review.give", NULL, NULL, "Return", N_ ("Validate the Verdict"), REVIEW, CERCLE_ACTION_PAGE },
  { "review.pass", NULL, NULL, "p", N_ ("Pass"), REVIEW, CERCLE_ACTION_PAGE },
  { "review.identity", NULL, NULL, "m", N_ ("Show or Hide Who It Is"), REVIEW, CERCLE_ACTION_PAGE },
  { "review.step", NULL, NULL, "Up Down Page_Up Page_Down", N_ ("Previous or Next Case"), REVIEW, CERCLE_ACTION_PAGE },
  { "review.project", NULL, NULL, "F11", N_ ("Second Window, for a Projector"), REVIEW, CERCLE_ACTION_PAGE },

  { "matrix.add-rule", NULL, NULL, "Insert", N_ ("Add a Rule After This One"), MATRIX, CERCLE_ACTION_PAGE },
  { "matrix.delete-rule", NULL, NULL, "Delete", N_ ("Take the Rule Away"), MATRIX, CERCLE_ACTION_PAGE },
  { "matrix.edit-rule", NULL, NULL, "Return", N_ ("Change the Rule"), MATRIX, CERCLE_ACTION_PAGE },
  { "matrix.move-up", NULL, NULL, NULL, N_ ("Rule Up"), MATRIX, CERCLE_ACTION_PAGE },
  { "matrix.move-down", NULL, NULL, NULL, N_ ("Rule Down"), MATRIX, CERCLE_ACTION_PAGE },
  { "matrix.edit-facts", NULL, NULL, NULL, N_ ("About This Draft of the Matrix"), MATRIX, CERCLE_ACTION_PAGE },
  { "matrix.put-in-force", NULL, NULL, NULL, N_ ("Put the Matrix in Force"), MATRIX, CERCLE_ACTION_PAGE },
  { "matrix.abandon", NULL, NULL, NULL, N_ ("Abandon the Draft of the Matrix"), MATRIX, CERCLE_ACTION_PAGE },
  { "matrix.new-draft", "mdph", NULL, NULL, N_ ("New Draft: Starting Set Hosted by the MDPH"), MATRIX, CERCLE_ACTION_PAGE },
  { "matrix.new-draft", "og", NULL, NULL, N_ ("New Draft: Starting Set Hosted by Managing Bodies"), MATRIX, CERCLE_ACTION_PAGE },
  { "launch.plan", NULL, NULL, NULL, N_ ("Days of the Launch…"), LAUNCH, CERCLE_ACTION_PAGE },
  { "question.new", NULL, NULL, NULL, N_ ("Ask a Question…"), QUESTIONS, CERCLE_ACTION_PAGE },
  { "question.answer", NULL, NULL, NULL, N_ ("Answer the Question…"), QUESTIONS, CERCLE_ACTION_PAGE },
  { "question.article", NULL, NULL, NULL, N_ ("Answer as an Article…"), QUESTIONS, CERCLE_ACTION_PAGE },
  { "question.drop", NULL, NULL, NULL, N_ ("Drop the Question"), QUESTIONS, CERCLE_ACTION_PAGE },
  { "question.copy", NULL, NULL, NULL, N_ ("Copy What Is to Send"), QUESTIONS, CERCLE_ACTION_PAGE },
  { "question.send", NULL, NULL, NULL, N_ ("Note the Questions as Sent"), QUESTIONS, CERCLE_ACTION_PAGE },
  { "faq.use", NULL, NULL, NULL, N_ ("Use the Answer on the Case"), QUESTIONS, CERCLE_ACTION_PAGE },
  { "faq.new", NULL, NULL, NULL, N_ ("New Article of the FAQ"), QUESTIONS, CERCLE_ACTION_PAGE },
  { "faq.next", NULL, NULL, NULL, N_ ("New Version of the Article"), QUESTIONS, CERCLE_ACTION_PAGE },

  { "palette", NULL, palette_cb, "<Control>k", N_ ("All Commands"), PROGRAM, CERCLE_ACTION_WIN },
  { "waiting.open", NULL, NULL, "1", N_ ("Open a Case"), WAITING, CERCLE_ACTION_PAGE },
  { "waiting.known-first", NULL, NULL, "2", N_ ("Known in the First Case Shown"), WAITING, CERCLE_ACTION_PAGE },
  { "waiting.choose", NULL, NULL, "c", N_ ("Known in Another Case…"), WAITING, CERCLE_ACTION_PAGE },
  { "waiting.ask", NULL, NULL, "3", N_ ("Ask the Body"), WAITING, CERCLE_ACTION_PAGE },
  { "waiting.nothing", NULL, NULL, "4", N_ ("Nothing to Do"), WAITING, CERCLE_ACTION_PAGE },
  { "waiting.later", NULL, NULL, "5", N_ ("Later"), WAITING, CERCLE_ACTION_PAGE },
  { "waiting.same-first", NULL, NULL, "s", N_ ("The Same Person"), WAITING, CERCLE_ACTION_PAGE },
  { "waiting.apart-first", NULL, NULL, "e", N_ ("Somebody Else"), WAITING, CERCLE_ACTION_PAGE },
  { "waiting.previous", NULL, NULL, "Page_Up", N_ ("Previous Person"), WAITING, CERCLE_ACTION_PAGE },
  { "waiting.next", NULL, NULL, "Page_Down", N_ ("Next Person"), WAITING, CERCLE_ACTION_PAGE },
  { "waiting.project", NULL, NULL, "F11", N_ ("Second Window, for a Projector"), WAITING, CERCLE_ACTION_PAGE },
  { "waiting.import", NULL, NULL, NULL, N_ ("Import a List…"), WAITING, CERCLE_ACTION_PAGE },
  { "waiting.validate", NULL, NULL, NULL, N_ ("End the Review…"), WAITING, CERCLE_ACTION_PAGE },

  { "menu", NULL, NULL, "F10", N_ ("Main Menu"), PROGRAM, CERCLE_ACTION_PAGE },
  { "preferences", NULL, preferences_cb, "<Control>comma", N_ ("Preferences"), PROGRAM, CERCLE_ACTION_WIN },
  { "help", NULL, help_cb, "F1", N_ ("Help"), PROGRAM, CERCLE_ACTION_WIN },
  { "shortcuts", NULL, shortcuts_cb, "<Control>question", N_ ("Keyboard Shortcuts"), PROGRAM, CERCLE_ACTION_WIN },
  { "about", NULL, about_cb, NULL, N_ ("About Cercle"), PROGRAM, CERCLE_ACTION_WIN },
  { "sign-out", NULL, sign_out_cb, NULL, N_ ("Sign Out"), PROGRAM, CERCLE_ACTION_WIN },
  { "close", NULL, close_cb, "<Control>w", N_ ("Close the Window"), PROGRAM, CERCLE_ACTION_WIN },
  { "quit", NULL, quit_cb, "<Control>q", N_ ("Quit"), PROGRAM, CERCLE_ACTION_APP },
  { NULL },
};
/* clang-format on */

static void
show_page_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (parameter, NULL), "/", 2);

  /* "matrix/IDENTITY": this one. */
  cercle_window_show_page (window, parts[0], parts[0] != NULL ? parts[1] : NULL);
}

static void
show_indicator_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_window_show_indicator (window, g_variant_get_string (parameter, NULL));
}

static void
show_holder_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_window_show_holder (window, g_variant_get_string (parameter, NULL));
}

static void
show_cases_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_window_show_cases (window, g_variant_get_string (parameter, NULL));
}

static void
show_list_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_window_show_page (window, "cases", g_variant_get_string (parameter, NULL));
}

/* For a case. */
static void
find_partner_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autofree char *target = g_strconcat ("case:", g_variant_get_string (parameter, NULL), NULL);

  cercle_window_show_page (window, "directory", target);
}

static void
open_partner_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autofree char *target = g_strconcat ("partner:", g_variant_get_string (parameter, NULL), NULL);

  cercle_window_show_page (window, "directory", target);
}

/* prefix and the case that the window shows, if any. */
static void
show_about_case (gpointer window, const char *page, const char *prefix)
{
  gboolean shown = g_strcmp0 (cercle_window_get_page (window), "case") == 0;
  const char *id = shown ? cercle_page_get_about (cercle_window_get_shown (window)) : NULL;
  g_autofree char *target = g_strconcat (prefix, id, NULL);

  cercle_window_show_page (window, page, target);
}

static void
ask_nation_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  show_about_case (window, "questions", CERCLE_QUESTIONS_ASK);
}

static void
find_answer_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  show_about_case (window, "faq", CERCLE_FAQ_FOR);
}

/* One answer, for a case: "CASE ARTICLE". */
static void
open_answer_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_autofree char *target =
      g_strconcat (CERCLE_FAQ_FOR, g_variant_get_string (parameter, NULL), NULL);

  cercle_window_show_page (window, "faq", target);
}

static void
open_case_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_window_show_page (window, "case", g_variant_get_string (parameter, NULL));
}

static void
open_by_exception_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_open_by_exception (window, g_variant_get_string (parameter, NULL));
}

static void
open_draft_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_window_show_page (window, "call", g_variant_get_string (parameter, NULL));
}

static void
show_problems_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_window_show_page (window, "problems", NULL);
}

static void
new_call_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_window_show_page (window, "call", NULL);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_window_back (window);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_window_search (window);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_window_undo (window);
}

static void
sync_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_session_sync_now (cercle_window_get_session (window));
}

static void
import_directory_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  if (cercle_window_show_page (window, "directory", NULL))
    cercle_directory_assistant_begin (cercle_window_get_shown (window));
}

static void
take_import_back_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  if (cercle_window_show_page (window, "directory", NULL))
    cercle_directory_assistant_take_back (cercle_window_get_shown (window));
}

static void
receive_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_receive (window);
}

static void
print_transfer_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_take_out_transfer (window, CERCLE_FORM_PDF, g_variant_get_string (parameter, NULL));
}

static void
seal_transfer_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_take_out_transfer (window, CERCLE_FORM_SEALED, g_variant_get_string (parameter, NULL));
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_take_out_print (window, NULL);
}

static void
save_pdf_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_take_out (window, CERCLE_FORM_PDF);
}

static void
information_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_take_out_paper (window, CERCLE_PAPER_CONSENT);
}

static void
easy_information_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_take_out_paper (window, CERCLE_PAPER_CONSENT_EASY);
}

static void
family_week_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_take_out_paper (window, CERCLE_PAPER_WEEK);
}

static void
export_table_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_take_out (window, CERCLE_FORM_CSV);
}

static void
export_cards_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_take_out (window, CERCLE_FORM_CARDS);
}

static void
export_card_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_take_out_card (window, g_variant_get_string (parameter, NULL));
}

static void
take_meeting_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_take_out_meeting (window, g_variant_get_string (parameter, NULL));
}

static void
sign_out_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_window_sign_out (window);
}

static void
palette_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_palette_show (window, cercle_window_get_session (window), cercle_actions);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_preferences_show (window, cercle_window_get_session (window),
                           cercle_window_get_settings (window));
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_help_window_show (window, cercle_window_get_page (window));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_shortcuts_window_show (window, cercle_actions);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cercle_dialog_about (window);
}

static void
close_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  gtk_window_close (window);
}

/* By the windows, so that each keeps what is being typed. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  GList *window = NULL;

  while ((window = gtk_application_get_windows (application)) != NULL)
    {
      GtkWindow *first = window->data;
      gtk_window_close (first);
      if (g_list_find (gtk_application_get_windows (application), first) != NULL)
        return;
    }
  g_application_quit (application);
}

void
cercle_application_add_actions (GtkApplication *application)
{
  for (const CercleAction *line = cercle_actions; line->name != NULL; line++)
    {
      g_autofree char *detailed = cercle_action_detailed (line);
      g_auto (GStrv) accels = NULL;

      if (line->sort == CERCLE_ACTION_APP)
        {
          g_autoptr (GSimpleAction) action = g_simple_action_new (line->name, NULL);
          g_signal_connect (action, "activate", G_CALLBACK (line->activate), application);
          g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
        }
      if (line->sort == CERCLE_ACTION_PAGE || line->accels == NULL)
        continue;
      accels = g_strsplit (line->accels, " ", -1);
      gtk_application_set_accels_for_action (application, detailed, (const char *const *) accels);
    }
}
