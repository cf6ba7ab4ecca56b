// Forms that no ending gives.
const irregular: Record<string, string> = {
	be: 'am are is was were been being',
	beat: 'beats beaten beating',
	break: 'breaks broke broken breaking',
	bring: 'brings brought bringing',
	build: 'builds built building',
	buy: 'buys bought buying',
	come: 'comes came coming',
	do: 'does did done doing',
	draw: 'draws drew drawn drawing',
	drink: 'drinks drank drunk drinking',
	drive: 'drives drove driven driving',
	fall: 'falls fell fallen falling',
	feel: 'feels felt feeling',
	find: 'finds found finding',
	get: 'gets got gotten getting',
	give: 'gives gave given giving',
	go: 'goes went gone going',
	grow: 'grows grew grown growing',
	have: 'has had having',
	hear: 'hears heard hearing',
	hide: 'hides hid hidden hiding',
	hold: 'holds held holding',
	keep: 'keeps kept keeping',
	know: 'knows knew known knowing',
	leave: 'leaves left leaving',
	lend: 'lends lent lending',
	lie: 'lies lied lying',
	lose: 'loses lost losing',
	make: 'makes made making',
	man: 'men',
	mean: 'means meant meaning',
	pay: 'pays paid paying',
	person: 'persons people',
	put: 'puts putting',
	ring: 'rings rang rung ringing',
	rise: 'rises rose risen rising',
	run: 'runs ran running',
	say: 'says said saying',
	sell: 'sells sold selling',
	send: 'sends sent sending',
	shoot: 'shoots shot shooting',
	show: 'shows showed shown showing',
	speak: 'speaks spoke spoken speaking',
	spend: 'spends spent spending',
	steal: 'steals stole stolen stealing',
	take: 'takes took taken taking',
	teach: 'teaches taught teaching',
	tell: 'tells told telling',
	think: 'thinks thought thinking',
	win: 'wins won winning',
	woman: 'women',
	write: 'writes wrote written writing',
};

/** All forms of an English word; a few that do not exist do no harm. */
export function inflect(word: string): string[] {
	const forms = irregular[word];
	if (forms) return [word, ...forms.split(' ')];
	return [...new Set([word, ...plural(word), ...past(word), ...progressive(word)])];
}

function plural(word: string): string[] {
	if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
	return /(?:s|x|z|ch|sh)$/.test(word) ? [`${word}es`] : [`${word}s`];
}

const doubles = (word: string) => /[^aeiou][aeiou][bdglmnprt]$/.test(word);

function past(word: string): string[] {
	if (word.endsWith('e')) return [`${word}d`];
	if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ied`];
	return doubles(word) ? [`${word}ed`, `${word}${word.at(-1)}ed`] : [`${word}ed`];
}

function progressive(word: string): string[] {
	if (/[^e]e$/.test(word)) return [`${word.slice(0, -1)}ing`];
	return doubles(word) ? [`${word}ing`, `${word}${word.at(-1)}ing`] : [`${word}ing`];
}
