import {weather} from './boot.ts';

const WORDS = {
	home: ['Home', 'Startseite', 'الرئيسية'],
	explore: ['Explore', 'Entdecken', 'استكشف'],
	notifications: ['Notifications', 'Mitteilungen', 'التنبيهات'],
	messages: ['Messages', 'Nachrichten', 'الرسائل'],
	profile: ['Profile', 'Profil', 'الملف الشخصي'],
	post: ['Post', 'Posten', 'نشر'],
	postAll: ['Post all', 'Alle posten', 'نشر الكل'],
	reply: ['Reply', 'Antworten', 'رد'],
	update: ['Update', 'Aktualisieren', 'تحديث'],
	schedule: ['Schedule', 'Planen', 'جدولة'],
	whatsHappening: ['What’s happening?', 'Was gibt’s Neues?', 'ماذا يحدث؟'],
	postYourReply: ['Post your reply', 'Poste deine Antwort', 'انشر ردك'],
	addAnother: ['Add another post', 'Weiteren Post hinzufügen', 'إضافة منشور آخر'],
	addComment: ['Add a comment', 'Kommentar hinzufügen', 'إضافة تعليق'],
	postText: ['Post text', 'Text posten', 'نص المنشور'],
	forYou: ['For you', 'Für dich', 'لك'],
	following: ['Following', 'Folge ich', 'متابَعون'],
	everyoneReplies: ['Everyone can reply', 'Jeder kann antworten', 'يمكن للجميع الرد'],
	sent: ['Your post was sent.', 'Dein Post wurde gesendet.', 'تم إرسال منشورك.'],
	view: ['View', 'Anzeigen', 'عرض'],
	undo: ['Undo', 'Rückgängig', 'تراجع'],
	sendNow: ['Send now', 'Jetzt senden', 'إرسال الآن'],
	sending: ['Sending post…', 'Post wird gesendet …', 'جارٍ الإرسال…'],
	failed: [
		'Something went wrong. Your post was not sent.',
		'Etwas ist schiefgelaufen. Dein Post wurde nicht gesendet.',
		'حدث خطأ ما. لم يتم إرسال منشورك.',
	],
	repost: ['Repost', 'Reposten', 'إعادة نشر'],
	undoRepost: ['Undo repost', 'Repost zurücknehmen', 'التراجع عن إعادة النشر'],
	quote: ['Quote', 'Zitieren', 'اقتباس'],
	like: ['Like', 'Gefällt mir', 'إعجاب'],
	bookmark: ['Bookmark', 'Lesezeichen', 'إشارة مرجعية'],
	close: ['Close', 'Schließen', 'إغلاق'],
	media: ['Add photos or video', 'Fotos oder Video hinzufügen', 'إضافة صور أو فيديو'],
	poll: ['Add poll', 'Umfrage hinzufügen', 'إضافة استطلاع'],
	altText: ['Description', 'Beschreibung', 'الوصف'],
	drafts: ['Drafts', 'Entwürfe', 'المسودات'],
	save: ['Save', 'Speichern', 'حفظ'],
	discard: ['Discard', 'Verwerfen', 'تجاهل'],
	delete: ['Delete', 'Löschen', 'حذف'],
	edit: ['Edit', 'Bearbeiten', 'تعديل'],
	confirm: ['Confirm', 'Bestätigen', 'تأكيد'],
	search: ['Search', 'Suchen', 'بحث'],
	newPosts: ['People here', 'Leute hier', 'أشخاص هنا'],
	switchAccount: ['Switch account', 'Account wechseln', 'تبديل الحساب'],
	more: ['More', 'Mehr', 'المزيد'],
	boost: ['Boost', 'Hervorheben', 'ترويج'],
} as const;

export type Word = keyof typeof WORDS;

const INDEX = {en: 0, de: 1, ar: 2} as const;

/** A label in the page's language. */
export const t = (word: Word): string => WORDS[word][INDEX[weather.locale]];
