/** What is said after something was done. `good`: it worked out. `plain`: it is done. `calm`: something to learn, and no harm was done. */
export interface Said {
	words: string;
	tone: 'good' | 'plain' | 'calm';
}

export const nothingSaid: Said = {words: '', tone: 'plain'};

export const good = (words: string): Said => ({words, tone: 'good'});
export const plain = (words: string): Said => ({words, tone: 'plain'});
