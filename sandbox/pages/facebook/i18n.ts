import {weather} from './boot.ts';

const WORDS = {
	onYourMind: ["What's on your mind, %?", 'Was machst du gerade, %?', 'بم تفكر يا %؟'],
	createPost: ['Create a post', 'Beitrag erstellen', 'إنشاء منشور'],
	createPostTitle: ['Create post', 'Beitrag erstellen', 'إنشاء منشور'],
	writeSomething: ['Write something...', 'Schreib etwas …', 'اكتب شيئًا...'],
	post: ['Post', 'Posten', 'نشر'],
	next: ['Next', 'Weiter', 'التالي'],
	postSettings: ['Post settings', 'Beitragseinstellungen', 'إعدادات المنشور'],
	commentAs: ['Comment as %', 'Als % kommentieren', 'التعليق باسم %'],
	replyTo: ['Reply to %…', 'Antworte %…', 'الرد على %…'],
	comment: ['Comment', 'Kommentieren', 'تعليق'],
	comments: ['Comments: %', 'Kommentare: %', 'التعليقات: %'],
	anonymous: ['Anonymous post', 'Anonymer Beitrag', 'منشور مجهول'],
	report: ['Report', 'Melden', 'إبلاغ'],
	settings: ['Settings', 'Einstellungen', 'الإعدادات'],
	reply: ['Reply', 'Antworten', 'رد'],
	like: ['Like', 'Gefällt mir', 'أعجبني'],
	share: ['Share', 'Teilen', 'مشاركة'],
	shareNow: ['Share now', 'Jetzt teilen', 'شارك الآن'],
	saySomething: ['Say something about this...', 'Sag etwas dazu …', 'قل شيئًا عن هذا...'],
	feed: ['Feed', 'Feed', 'آخر الأخبار'],
	group: ['Group', 'Gruppe', 'مجموعة'],
	story: ['Story', 'Story', 'قصة'],
	everyone: ['Public', 'Öffentlich', 'العامة'],
	friends: ['Friends', 'Freunde', 'الأصدقاء'],
	self: ['Only me', 'Nur ich', 'أنا فقط'],
	close: ['Close', 'Schließen', 'إغلاق'],
	edit: ['Edit', 'Bearbeiten', 'تعديل'],
	editPost: ['Edit post', 'Beitrag bearbeiten', 'تعديل المنشور'],
	save: ['Save', 'Speichern', 'حفظ'],
	delete: ['Delete', 'Löschen', 'حذف'],
	more: ['More', 'Mehr', 'المزيد'],
	photo: ['Photo/video', 'Foto/Video', 'صورة/فيديو'],
	failed: [
		'Your post could not be published.',
		'Dein Beitrag konnte nicht veröffentlicht werden.',
		'تعذر نشر منشورك.',
	],
	commentFailed: ['Unable to post comment.', 'Kommentar konnte nicht gepostet werden.', 'تعذر نشر التعليق.'],
	actionFailed: ['Something went wrong.', 'Etwas ist schiefgelaufen.', 'حدث خطأ ما.'],
	searchFacebook: ['Search', 'Suchen', 'بحث'],
	switchTo: ['Switch to %', 'Zu % wechseln', 'التبديل إلى %'],
	schedule: ['Schedule', 'Planen', 'جدولة'],
	schedulePost: ['Schedule post', 'Beitrag planen', 'جدولة المنشور'],
	publish: ['Publish', 'Veröffentlichen', 'نشر'],
	message: ['Message', 'Nachricht', 'رسالة'],
	send: ['Send', 'Senden', 'إرسال'],
	pending: [
		'Your post is waiting for a group admin.',
		'Dein Beitrag wartet auf einen Admin.',
		'منشورك في انتظار المشرف.',
	],
	processing: ['Your post is being processed.', 'Dein Beitrag wird verarbeitet.', 'جارٍ معالجة منشورك.'],
	scheduled: ['Your post is scheduled.', 'Dein Beitrag ist geplant.', 'تمت جدولة منشورك.'],
} as const;

export type Word = keyof typeof WORDS;

const INDEX = {en: 0, de: 1, ar: 2} as const;

/** A label in the page's language; a name takes the place of `%`. */
export const t = (word: Word, name = ''): string => WORDS[word][INDEX[weather.locale]].replace('%', name);
