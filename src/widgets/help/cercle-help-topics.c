/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What must a coordinator know who has nobody to ask? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-help-topics.h"

#include <glib/gi18n-lib.h>

const CercleHelpTopic cercle_help_topics[] = {
  { "today", N_ ("Beginning the day: Today"),
    N_ ("Today says whom to call back, and what is late. The numbers at the top count the cases of "
        "your community; each opens exactly the list that it counts.\n\n"
        "In the lists below, D says that it is done, T puts it off to the next open day, and "
        "Return "
        "opens the case. “Who Holds What” tells which case is in whose hands, and for how long.") },
  { "news", N_ ("What the others did"),
    N_ ("Today says how many cases the others have changed since yesterday evening: since the last "
        "day of work closed, so that on a Monday it is Friday evening. Ctrl+J, or a click on that "
        "line, shows what they did, case by case; Return opens the case.\n\n"
        "What you did yourself is left out, unless you ask for it; the last 7 days are one click "
        "away. Ctrl+P prints what is shown on one sheet of paper, for the coordinator. In a case opened from "
        "here, Alt+↓ goes on to the next one that changed.") },
  { "call", N_ ("Taking a call"),
    N_ ("Ctrl+N, from anywhere. Nothing is compulsory but a way to find the person again; no "
        "telephone "
        "is a normal answer, and a contact may stay anonymous: then neither name nor number is "
        "kept.\n\n"
        "The person's own words are written as she says them: they stand on top of her case. A "
        "call "
        "that is more than an information opens a case with the promise of a call-back: on the day you say, otherwise within the delay of the community.\n\n"
        "In danger, first the emergency numbers: Ctrl+D marks it, and 119 comes first for a "
        "child.\n\n"
        "Whoever may be known already stands first while you type, with why: a name that sounds alike, "
        "the birth, the commune, the telephone. Nobody is ever chosen for you.\n\n"
        "What you type is kept as you type. If the computer stops, the call is there again as a "
        "draft, "
        "on Today.") },
  { "case", N_ ("Following a case"),
    N_ ("Facts are changed where they stand; each is saved when you leave it. Ctrl+Z takes the "
        "last "
        "change back; what cannot be taken back (a note, a call) says what to do instead, and what is "
        "never erased (a consent) is withdrawn instead.\n\n"
        "Somebody always holds the baton of an open case: a person or an organisation, with a next "
        "step "
        "and a promised day. Ctrl+Shift+H hands it on. Where nothing is due any more, a call-back is "
        "planned within the delay of the community, and the message says for when; what you plan "
        "yourself replaces it, and closing ends it.\n\n"
        "F6 goes from one part of the page to the next. "
        "Ctrl+Shift+N adds a note, Ctrl+Shift+A something to do, Ctrl+Return says that the next "
        "action "
        "is done. The state only moves along the ways that are allowed; what is in the way of a "
        "closing "
        "is said in words; a case that was only received is qualified before it closes with what came "
        "of it. Alt+↓ goes to the next case of the list that you came from.") },
  { "case", N_ ("Persons of one family"),
    N_ ("Among those around the person, “Known as” says that a relative is a person of Cercle herself: "
        "type her name and choose her. Each of their cases then shows the other one and opens it, also "
        "when it is closed. One link is enough: it is read from both ends.\n\n"
        "Nobody is linked by a telephone number alone, for a family may share one. When two records of "
        "one person are joined, the links are followed. To undo a link, empty “Known as”.") },
  { "meetings", N_ ("Preparing a meeting"),
    N_ ("Ctrl+5 shows the meetings: a series comes again by itself, also where nobody wrote anything "
        "yet. “+” plans a series or one meeting; the menu beside it moves or cancels a single one, "
        "and says who is asked.\n\n"
        "The agenda writes itself from the records and says why each item is there; nobody is "
        "named. The hour at the right is when the item ends: in red with a sign, after the end of "
        "the meeting. Alt+↑ and Alt+↓ order the items, Alt+→ moves one to the next meeting, Insert "
        "adds one, Delete drops it. What stays open when the meeting is over comes again next "
        "time, and says for the how manieth time.") },
  { "meetings", N_ ("Who is asked, and what an agenda begins with"),
    N_ ("“Who Comes” finds members, people and organisations of the directory by a part of their name, "
        "and says for whom they come. Where a party is missing without which there is no such meeting, "
        "one button asks those whom the directory names for it. The next meetings of the series ask "
        "the same people again.\n\n"
        "“Agenda Templates”, in the menu, shows the sections of each type of meeting: their minutes, and "
        "who presents them. The coordinator adds one with Insert, changes it with F2, orders them with "
        "Alt+↑ and Alt+↓ and removes one with Delete. An agenda that was opened stays as it is.\n\n"
        "In a case Ctrl+Shift+J, or the menu of its state, puts it on the agenda of a meeting: with "
        "initials, age and commune, and without the names in what is typed.") },
  { "meetings", N_ ("Agenda and minutes on paper"),
    N_ ("The menu of the meetings takes out the one that is shown. Without names: those who came read "
        "initials and communes; in what was typed, whoever is known on this desk by a name (persons, "
        "their families, callers, contacts, the team) is replaced by “…”. What is misspelled is not "
        "found: read it before you send it. For the chair: names and internal notes; only the "
        "coordinator takes it out. Printing takes the one without names.\n\n"
        "Decisions leave as a table, and a meeting or its whole series as a file (.ics) that other "
        "calendars open: what, when and where, nobody who comes. A series is told a year ahead; "
        "save it again when something was moved.") },
  { "meetings", N_ ("Our meetings in other calendars"),
    N_ ("“Calendar Addresses”, in the menu of the meetings: the coordinator makes an address for somebody, copies it and "
        "sends it. Whoever has it enters it in her calendar as one to subscribe to, and follows what is planned, moved and "
        "cancelled without doing anything: the type, the time and the place of each meeting, and nothing else. The "
        "address needs no account: give it as you would a key, one for each. It is shown once. Revoked, it answers "
        "nothing any more, and the others go on.") },
  { "directory", N_ ("Finding a partner"),
    N_ ("Ctrl+4. Type what is needed, an age, a commune, “week-end”, “tomorrow” or a date, and Return "
        "makes a chip of it; so it does of a kind of service, a disability, a public, a network or a "
        "step on the way to being a partner. Other words find by name, town, person or telephone. "
        "Backspace takes the last chip away, Escape all of them. First come those who said yes to us "
        "last; who refused last comes last. A name finds those who have closed for good, too, after all "
        "others. In a case, Ctrl+Shift+G asks for what that case needs.\n\n"
        "A capacity is grey after a day and no longer shown after three: ask again. Each sheet says what "
        "it lacks; “Still True” notes that you have checked it. “Edit” opens each part of it, where the "
        "coordinator can take away a place, a service or a person, too.\n\n"
        "The morning round shows the partners to ring one after the other: Return notes what they tell, "
        "with a comment where there is one, and goes on; N notes that nobody answered.") },
  { "campaign", N_ ("Keeping the directory true"),
    N_ ("Each sheet says how many days it may stand without being checked. “Check Stale Sheets”, in the "
        "directory, takes those whose time is over, the oldest first, and asks one partner after the "
        "other: Return notes that the sheet is still true and goes on, N that nobody answered, W that "
        "you have written, R that they do not wish to answer, O opens the sheet to mend it. Under the "
        "buttons, note when to try again and what was said: Return there keeps the note, and whoever is "
        "to be tried on another day comes last. “To be done by” is for the whole check.\n\n"
        "All desks see the same list. Stop when you like: it stays where you left it, and a check that "
        "was closed can be resumed.") },
  { "referents", N_ ("Whom to ring elsewhere: referents"),
    N_ ("The ARS, the county council and the MDPH each name a referent for the département; two are "
        "national, and there are hotlines. “Referents”, in the directory, shows them with their "
        "telephones, and since when; where nobody is named, or one of two is missing, it says so, and "
        "Today too; so it does when nobody coordinates the community, or only one of a pair.\n\n"
        "“Name Somebody” opens a form with the body and today’s date already in it: Ctrl+Return saves. "
        "When somebody leaves, write the last day in “Until” and name the next one: who held the place "
        "before is kept.") },
  { "kit", N_ ("The kit: reflex sheets and documents"),
    N_ ("“Kit”, in the directory, shows the reflex sheets and the documents of your community, with "
        "their versions. A reflex sheet stands beside the call whose motive is among its missions, or "
        "that has one of its themes: those of its case, or those that you choose beside the motive. A "
        "document stands there after it, with its date and its address.\n\n"
        "The coordinator writes the next version with “New Version”: it begins with the words of the "
        "last one, takes its place on every desk, and the last one stays to be read under “Before”. “New "
        "Document” (Insert) adds a text, or the address of a page of the web: Cercle keeps no files.\n\n"
        "“Withdraw” (Delete) takes a document of your community, with all its versions, from what is "
        "offered, beside calls too. It is kept at the end of the list, where “Offer Again” brings it "
        "back.") },
  { "questions", N_ ("Questions to the nation, and the FAQ"),
    N_ ("Ctrl+Shift+Q, anywhere, asks the national referents; from a case it is kept with the case, but "
        "names the case knows, telephone numbers and mail addresses do not leave: “…” stands in their "
        "place. The coordinator reads what waits and sends it together once a week: in “Questions to the "
        "national referents” (Ctrl+K), copy what is to send into a mail, save or print it (Ctrl+Shift+S, "
        "Ctrl+P), then “Note as Sent”. Until then nobody outside the community has it.\n\n"
        "A national referent answers on her own desk, which holds no case; or the coordinator notes the "
        "answer, or writes it as an article of the FAQ. It lands on the story of the case.") },
  { "faq", N_ ("The FAQ: answers of the nation"),
    N_ ("Ctrl+Shift+K looks for an answer, also without network; from a case, “Use on the Case” "
        "keeps which version helped. When that answer changes, the case says so at its top and in its "
        "story, so does “What has changed”, and the FAQ says on how many cases. What you have not opened "
        "yet is marked as new, and counted in the sidebar.") },
  { "directory", N_ ("Taking the directory with you"),
    N_ ("What the list shows leaves on paper by need (Ctrl+P, or as PDF), as a table, or as address "
        "cards for a telephone: for the coordinator, and the server is told before anything is "
        "written. “Address Card” on a sheet gives the one partner to anybody of the team.\n\n"
        "The address of a home never leaves, nor do mobile telephones; the people of a partner, and "
        "the telephone of whoever receives at home, with the coordinator alone.") },
  { "directory", N_ ("Importing a directory"),
    N_ ("The coordinator takes other directories in: the menu of the directory, or Ctrl+K, “Import a "
        "Directory”. Cercle knows by itself whether the file is FINESS (of today or of before), the "
        "directory of the administration, an address book or a table; it may be compressed. Of a table "
        "say once which column is what. From the category of a partner Cercle concludes what it does and "
        "for whom, so that a need and an age find it; the sheet says so, and what you write there stays.\n\n"
        "What it would do is shown before anything is written, and each number opens its lines. What "
        "somebody edited here is kept unless you tick it; nothing goes because a file no longer names "
        "it. Return on a sheet that is perhaps already there shows both: S it is one of ours, C the next "
        "one that it resembles, N a new one, L leave it out. What you do not decide is asked again next "
        "time. "
        "A file that is older than what was already imported of the same directory says so.\n\n"
        "The writing can be cancelled: what is written stays, and the same file goes on from there. "
        "Ctrl+Z, or later “Take the Last Import Back”, takes all of it back, save what somebody has "
        "changed or used since, and says so.") },
  { "review-minutes", N_ ("The review with the MDPH and its minutes"),
    N_ ("Once a day the community and the MDPH look at the same list. Rules of the community bring "
        "the "
        "cases; its preferences say which rules count, and how many days before. Of each case the "
        "MDPH is told "
        "what is necessary and no more: her number, or initials and year of birth; her name only "
        "where she allowed it.\n\n"
        "The minutes write themselves: who was there, the verdict on each case with who does what "
        "for when, "
        "what is carried over, what was taken off the list and why. They hold what was written on "
        "that day, and "
        "do not change with the cases. ← and → go to the earlier and the later review.\n\n"
        "“Agree to the Minutes” agrees for your side; when nobody of the MDPH has an account, say "
        "“The MDPH "
        "Agreed…” and who said so. Ctrl+Z takes it back. The coordinator puts the minutes on "
        "paper.") },
  { "case", N_ ("Asking a partner"),
    N_ ("Ctrl+Shift+R asks a partner: what would be sent is shown as the partner reads it, with what is in "
        "place already, and the consent it rests on. A case of level III is debriefed with the MDPH first.\n\n"
        "A partner who does not answer is to be reminded two open days later, or on the day that you "
        "choose; the sidebar counts those whose day has come. “Remind…” notes that it was done, and the day of "
        "the next one. A yes makes a solution to propose; an answer that was wrong, or that they "
        "changed, is corrected with “Edit…”, and the person may change her choice, too.\n\n"
        "A consent says to whom, what, how and on which text it was given. Withdrawn, it stops the requests and "
        "transfers that wait on it. The two information sheets (Ctrl+K) have the name of their text at the end.") },
  { "case", N_ ("A week for the family"),
    N_ ("“Week to Cover…” says which mornings, afternoons and nights need somebody; a solution that "
        "the person has chosen covers the parts of the week that it names.\n\n"
        "“For the Family…”, or Ctrl+Shift+W, puts the week on a sheet in big letters and plain "
        "words: who comes when, whom to ring, and where nobody comes yet. What is only proposed is "
        "not on it.") },
  { "cases", N_ ("Finding a case"),
    N_ ("Ctrl+F searches names, words, references and telephone numbers, however they are typed: "
        "accents and capitals do not matter, and the beginning of a word is enough.\n\n"
        "The lists of the day, and the filters, can be joined. J and K or the arrows go through "
        "the "
        "list, Return opens, Escape comes back to the same line. A click on a column's heading "
        "sorts by "
        "it, a second one turns the order round.\n\n"
        "Ctrl+Shift+L opens the columns: the space bar shows one or hides it, Alt and the arrows move "
        "it. They stay on this desk, and a list saved under “My Lists” keeps its own. The paper and "
        "the table follow them; as long as none was chosen, the table holds everything.\n\n"
        "A list of yours that you ask otherwise says “changed”: save the changes, or another list.") },
  { "holding", N_ ("Holding a meeting"),
    N_ ("“Hold Today’s Meeting”, in the palette (Ctrl+K), opens the one of today that is not over; F8, among the meetings, the one shown. Open it: from "
        "then on the agenda is what stands there. ↑ and ↓ go from item to item; 1 to 6 say what a decision is about, then its "
        "words, who and for when, which stay with the item until it is adopted; Ctrl+Return adopts it or, where nothing is typed, notes that the item was discussed and goes "
        "on. On a guest, P says that she is present, E excused, A absent.\n\n"
        "F11 opens a second window for the room: it never shows the internal note, nor the name of a person. On the desk a "
        "name is shown where the person agreed to it for everyone who comes; otherwise initials, age and commune, and for whom "
        "she did not agree.\n\n"
        "Once the meeting is closed its minutes are validated, then shared; after that a correction stands under them with its "
        "day.") },
  { "decisions", N_ ("Decisions of meetings"),
    N_ ("A rule makes a draft of the matrix; putting that in force applies the decision. An action about a case is an action "
        "of that case; doing it applies the decision. A question joins the week’s questions, without a name; a partner "
        "becomes a directory sheet. What is decided about a case is told in its story.\n\n"
        "Today says how many decisions wait. In their list A says that one is applied, D drops it with a reason, Return opens "
        "what came of it. Until then each next agenda has it.") },
  { "review", N_ ("The review with the MDPH"),
    N_ ("F9 opens today's list. Rules bring the cases, and each says why it is there. Alt+↑ and Alt+↓ "
        "move a line, Insert adds a case, Delete leaves one out with a reason, Ctrl+Return closes the "
        "list.\n\n"
        "Return starts the session, one case a page: A with O, N or I, B with J, R, V or C, the decision "
        "with 1 to 6, Return. What changes is said before. P passes, Ctrl+Z takes the last verdict back, "
        "M shows or hides who it is.\n\n"
        "F11 opens a second window, for a projector or a shared screen: it follows the page in hand, and "
        "shows what the MDPH is told and no more. F11 in it fills its screen, Escape closes it.") },
  { "steering", N_ ("Steering"),
    N_ ("The board counts the open cases by state and mission, by holder, by age and by the days "
        "that "
        "are left before a break. Each number opens exactly the cases that it counts.") },
  { "steering", N_ ("The board of several communities"),
    N_ ("A coordinator to whom the administrator of the server gave the figures of other communities "
        "finds them in the menu beside the responsibility matrix: tick one community or several, and "
        "the board adds them up. It says as of when; without a network the last figures stay.\n\n"
        "Figures alone come to this desk, never the cases: these numbers open nothing. From 1 to 4 "
        "cases, “<5” is written, and a number that would give such a one away becomes a span, "
        "“13–16” or “≥ 18”.") },
  { "launch", N_ ("The launch of a community"),
    N_ ("From Steering, “Launch” shows what must hold before a community starts: consultations held, "
        "referents named, advisers trained, the telephone tested, the opening hours settled; then the "
        "operational review is signed, and the page says by whom.\n\n"
        "What the meetings and the directory say already is there without anybody’s doing; the rest "
        "is confirmed, with a day and what shows it. Whoever signs confirms the whole. A confirmation "
        "can be withdrawn, and Ctrl+Z takes any of it back. The days, planned and real, and the wave "
        "stand on top.\n\n"
        "National referents read the launch of every community, by region and département, and no "
        "case: a heading sorts, Return opens a community, Escape goes back to the table. "
        "Ctrl+Shift+E saves the table for a spreadsheet, Ctrl+P prints it.") },
  { "matrix", N_ ("The responsibility matrix"),
    N_ ("Ctrl+M shows the version in force: its rules are asked from the top, and the first one that "
        "fits a case says who answers for it. “Without a Rule” counts the cases of the last 30 days "
        "that no rule decides.\n\n"
        "A version in force is not edited. The coordinator makes a draft, from the version in force or "
        "from a starting set: Insert adds a rule after the chosen one, Return changes it, Alt+↑ and "
        "Alt+↓ move it, Delete takes it away. “Simulate” tells which cases would move, and each can "
        "be opened. Put in force with its day and the parties who signed, the draft replaces the "
        "version before; Ctrl+Z takes that back.") },
  { "waiting", N_ ("Reviewing waiting lists together"),
    N_ ("“Waiting Lists”, on Steering and under the list of the review: import the list of each body as a CSV file. Say once which column "
        "is what; the next file of the same body is understood by itself. What a file would do is shown "
        "row by row before anything is written, and who is no longer in it stays.\n\n"
        "Then those who wait pass one a page, those who have nothing first. Two rows are one person only "
        "where there is no doubt; a homonym is asked: S the same, E somebody else. 1 opens a case, 2 says "
        "that she is known in the case shown, C in another one that you choose, 3 that the body is asked, "
        "4 that there is nothing to do, 5 later. Ctrl+Z takes back what was decided or said, and a whole file.\n\n"
        "The second window is for a projector: it follows, shows initials unless you say otherwise, and "
        "nothing can be done in it. Rows never leave this desk; they are forgotten when the review is "
        "ended, or after 30 days. Only a case that you open goes to the others.") },
  { NULL, N_ ("Handing a case to another community"),
    N_ ("Ctrl+Shift+T, on the case's page: to whom, what is said, and what is sent. What names the "
        "person needs her consent to a transfer to another community; without it, say why it cannot "
        "wait.\n\n"
        "Until the others accept, you hold the case. After four working hours without an answer it is "
        "back with you: its page and Today say so, and the list “Transfers waiting”, beside the lists of the "
        "day, has it. A case that was accepted is then closed as transferred; one that was refused goes on here. You can also "
        "take it back yourself, as long as nobody has answered. If the person withdraws her consent while "
        "it waits, it is stopped: no paper and no file leaves any more, and it cannot be accepted.\n\n"
        "To a community of the same server the case goes by itself, and its answer comes back. To another "
        "one, the coordinator gives the paper or the sealed file: its passphrase is said on the telephone. "
        "A sealed file that you receive is opened with Ctrl+K, “Receive a Case”; a wrong passphrase is asked for again.\n\n"
        "A case that came to you says from whom, and before which hour it is to be accepted. Refused, it "
        "closes here as transferred, in the same action.") },
  { NULL, N_ ("On paper"),
    N_ ("Ctrl+P prints what is shown: a list, a case, the week of a family, the board, what has changed. "
        "Ctrl+Shift+S saves the same pages as a PDF. A list on paper has the columns of the screen.\n\n"
        "What names people is for the coordinator, and a line in the audit tells who took it out, how "
        "many cases, and when. The week is made for the family: whoever follows the case prints it, and "
        "that is told, too. The board and the information sheets name nobody: everybody prints them.") },
  { "community", N_ ("The preferences of the community"),
    N_ ("Ctrl+, opens the Preferences. What the coordinator sets under “Community” holds for every desk: "
        "opening hours and days, holidays, delays of the promises, names of the levels, the telephone "
        "that stands on the papers. Days of promises and late cases follow at once; what was promised "
        "before stays as it was promised. The others read it.") },
  { "lists", N_ ("The words of the lists"),
    N_ ("Under “Lists”, in the Preferences, the coordinator adds words to the themes, tags, reasons and "
        "other lists, and says her own in another way. A word that is no longer offered stays where it "
        "was chosen, and can be offered again.\n\n"
        "Alt+↑ and Alt+↓ move a word of yours; Ctrl+Z in the window takes it back. The words that all "
        "communities share keep their names and their place, so that figures can be compared.") },
  { NULL, N_ ("Without a network"),
    N_ ("Cercle works without a network. What you write is on this desk at once, and goes to the "
        "server "
        "when it can be reached; the header always says when the last exchange was and what still "
        "waits. Ctrl+R asks for an exchange now.\n\n"
        "A case that you open meanwhile has a short number, “P-4F0A2”, until the server gives it its own; "
        "it is found by either of them ever after.\n\n"
        "You can also sign in without a network, on a desk where you have signed in before.") },
  { "problems", N_ ("Two people changed the same thing"),
    N_ ("Changes to different facts are joined by themselves. When the same fact was changed "
        "twice, "
        "nobody's words are lost: both stand under “Conflicts”, with who wrote them and when. "
        "Choose "
        "which one to keep: G keeps the left one, D the right one, and Ctrl+Z takes that back.\n\n"
        "Something that the server refused is shown there too, with the reason, and can be mended "
        "or "
        "let go.") },
  { NULL, N_ ("Who can see what"),
    N_ ("You see the cases of your communities. A protected case is only seen by those who have "
        "the "
        "right: it is not merely hidden, it is not on the other desks at all. Whoever must answer "
        "for one all the same types its number in Ctrl+K and says why: it comes for a day, and the "
        "coordinator is told.\n\n"
        "The file of this desk holds people's lives. The Preferences say whether it is encrypted; "
        "if it "
        "is not, the computer's disk must be. Lock the screen when you leave it.") },
  { NULL, N_ ("Without a mouse"),
    N_ ("Everything can be done with the keyboard. Ctrl+K lists all that can be done, Ctrl+? all "
        "the "
        "keys; Tab goes from one group to the next and the arrows inside a group.\n\n"
        "If you dictate or use a screen reader, keys of a single letter can be switched off in the "
        "Preferences.") },
  { NULL, NULL, NULL },
};
