/** A language by its code (BCP 47), its English name and its own. */
export type Language = readonly [code: string, name: string, own: string];

/** Languages that are offered for choice; any other can be named as well. */
export const languages: readonly Language[] = [
	['af', 'Afrikaans', 'Afrikaans'],
	['sq', 'Albanian', 'Shqip'],
	['am', 'Amharic', 'አማርኛ'],
	['ar', 'Arabic', 'العربية'],
	['hy', 'Armenian', 'Հայերեն'],
	['az', 'Azerbaijani', 'Azərbaycanca'],
	['eu', 'Basque', 'Euskara'],
	['be', 'Belarusian', 'Беларуская'],
	['bn', 'Bengali', 'বাংলা'],
	['bs', 'Bosnian', 'Bosanski'],
	['bg', 'Bulgarian', 'Български'],
	['my', 'Burmese', 'မြန်မာဘာသာ'],
	['yue', 'Cantonese', '粵語'],
	['ca', 'Catalan', 'Català'],
	['zh-Hans', 'Chinese (Simplified)', '简体中文'],
	['zh-Hant', 'Chinese (Traditional)', '繁體中文'],
	['hr', 'Croatian', 'Hrvatski'],
	['cs', 'Czech', 'Čeština'],
	['da', 'Danish', 'Dansk'],
	['nl', 'Dutch', 'Nederlands'],
	['en', 'English', 'English'],
	['en-GB', 'English (British)', 'English (UK)'],
	['et', 'Estonian', 'Eesti'],
	['fil', 'Filipino', 'Filipino'],
	['fi', 'Finnish', 'Suomi'],
	['fr', 'French', 'Français'],
	['gl', 'Galician', 'Galego'],
	['ka', 'Georgian', 'ქართული'],
	['de', 'German', 'Deutsch'],
	['el', 'Greek', 'Ελληνικά'],
	['gu', 'Gujarati', 'ગુજરાતી'],
	['he', 'Hebrew', 'עברית'],
	['hi', 'Hindi', 'हिन्दी'],
	['hu', 'Hungarian', 'Magyar'],
	['is', 'Icelandic', 'Íslenska'],
	['id', 'Indonesian', 'Bahasa Indonesia'],
	['ga', 'Irish', 'Gaeilge'],
	['it', 'Italian', 'Italiano'],
	['ja', 'Japanese', '日本語'],
	['kn', 'Kannada', 'ಕನ್ನಡ'],
	['kk', 'Kazakh', 'Қазақша'],
	['km', 'Khmer', 'ភាសាខ្មែរ'],
	['ko', 'Korean', '한국어'],
	['lo', 'Lao', 'ລາວ'],
	['lv', 'Latvian', 'Latviešu'],
	['lt', 'Lithuanian', 'Lietuvių'],
	['mk', 'Macedonian', 'Македонски'],
	['ms', 'Malay', 'Bahasa Melayu'],
	['ml', 'Malayalam', 'മലയാളം'],
	['mt', 'Maltese', 'Malti'],
	['mr', 'Marathi', 'मराठी'],
	['mn', 'Mongolian', 'Монгол'],
	['ne', 'Nepali', 'नेपाली'],
	['no', 'Norwegian', 'Norsk'],
	['fa', 'Persian', 'فارسی'],
	['pl', 'Polish', 'Polski'],
	['pt', 'Portuguese', 'Português'],
	['pt-BR', 'Portuguese (Brazilian)', 'Português (Brasil)'],
	['pa', 'Punjabi', 'ਪੰਜਾਬੀ'],
	['ro', 'Romanian', 'Română'],
	['ru', 'Russian', 'Русский'],
	['sr', 'Serbian', 'Српски'],
	['si', 'Sinhala', 'සිංහල'],
	['sk', 'Slovak', 'Slovenčina'],
	['sl', 'Slovenian', 'Slovenščina'],
	['es', 'Spanish', 'Español'],
	['es-419', 'Spanish (Latin American)', 'Español (Latinoamérica)'],
	['sw', 'Swahili', 'Kiswahili'],
	['sv', 'Swedish', 'Svenska'],
	['ta', 'Tamil', 'தமிழ்'],
	['te', 'Telugu', 'తెలుగు'],
	['th', 'Thai', 'ไทย'],
	['tr', 'Turkish', 'Türkçe'],
	['uk', 'Ukrainian', 'Українська'],
	['ur', 'Urdu', 'اردو'],
	['uz', 'Uzbek', 'Oʻzbekcha'],
	['vi', 'Vietnamese', 'Tiếng Việt'],
	['cy', 'Welsh', 'Cymraeg'],
	['zu', 'Zulu', 'isiZulu'],
];

/** The shape of a code: `de`, `pt-BR`, `zh-Hant-TW`. */
const code = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;
/** The shape of a name, in any script. */
const name = /^[\p{L}\p{M}][\p{L}\p{M} ()'’,-]{1,59}$/u;

/**
 * The English name of a language, as a model understands it, from its code or from its name in English or
 * in its own script; a name that is not in the table stays as it is. Undefined when it can be no language.
 */
export function languageName(given: string): string | undefined {
	const wanted = given.trim();
	const same = (text: string) => text.toLowerCase() === wanted.toLowerCase();
	const known = languages.find((language) => language.some(same));
	if (known) return known[1];
	if (code.test(wanted)) {
		const found = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
		try {
			const read = found.of(wanted);
			if (read !== undefined) return read;
		} catch {
			// Not a code after all, but perhaps a name: "Ido".
		}
		return wanted.length > 3 && name.test(wanted) && !wanted.includes('-') ? wanted : undefined;
	}
	return name.test(wanted) ? wanted : undefined;
}
