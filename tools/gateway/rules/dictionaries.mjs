/** The few words that rule-translator knows, from English. */

const words = 'hello world good morning thank you and order water book customer yes no';

/** @param {string} translations in the order of `words`, with blanks between them */
function dictionary(translations) {
	const theirs = translations.split(' ');
	return new Map(words.split(' ').map((word, position) => [word, theirs[position]]));
}

/** By what a language may be called in a request, in lower case, and its words. */
/** @type {[string[], Map<string, string>][]} */
const called = [
	[
		['german', 'deutsch', 'de'],
		dictionary('hallo welt guten Morgen danke dir und Bestellung Wasser Buch Kunde ja nein'),
	],
	[
		['french', 'français', 'fr'],
		dictionary('bonjour monde bon matin merci vous et commande eau livre client oui non'),
	],
	[
		['spanish', 'español', 'es'],
		dictionary('hola mundo buenos días gracias usted y pedido agua libro cliente sí no'),
	],
	[
		['chinese', 'simplified chinese', '中文', '简体中文', 'zh', 'zh-cn'],
		dictionary('你好 世界 好 早晨 谢谢 你 和 订单 水 书 客户 是 不'),
	],
];

/** @param {string} language a name or a code @returns {Map<string, string> | undefined} */
export function dictionaryOf(language) {
	const name = language.toLowerCase().trim();
	return called.find(([names]) => names.includes(name))?.[1];
}
