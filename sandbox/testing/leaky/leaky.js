const SEND = [
	'[data-testid=tweetButton]',
	'[data-testid=tweetButtonInline]',
	'[role=dialog] form[method=POST] [aria-label=Post]',
	'#focused-state-composer-submit [role=button]',
].join(', ');

// A guard as many are written: it believes that a click on the button is the only way to send.
window.addEventListener(
	'click',
	event => {
		if (!event.target.closest(SEND)) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		document.documentElement.dataset.leakyHeld = 'true';
	},
	true,
);
