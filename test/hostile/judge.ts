import type { Attack } from './attack';
import type { Route } from './routes';
import type { Result } from './run';

/** Longest sentence, in characters. */
const longestSentence = 2_200;
/** What no user should read. */
const raw = /undefined|\[object |\b(HPE|Z|ERR)_|SyntaxError|RangeError|TypeError|Parse Error/;

// eslint-disable-next-line no-control-regex -- bytes that are no text are meant
const binary = /[\u0000-\u0008\u000e-\u001f\ufffd]/;

/** What is wrong with the results of an attack; nothing when it was borne. */
export function judge(attack: Attack, route: Route, results: readonly Result[]): string[] {
	const hostile = results.filter(({ isHostile }) => isHostile);
	const good = results.filter(({ isHostile }) => !isHostile);
	const wrong = [
		attack.spoilsAll ? [] : good.filter(({ isGood }) => !isGood).map(lost),
		hostile.flatMap((result) => wrongWith(attack, route, result)),
		pollution(),
	].flat();
	return [...new Set(wrong)];
}

function lost({ message }: Result): string {
	return `A good item did not come out: ${message}`;
}

function wrongWith(attack: Attack, { takesAnything }: Route, result: Result): string[] {
	const { mayPass = takesAnything, kinds, words } = attack;
	const { isGood, kind, message = '', description = '' } = result;
	if (isGood) return mayPass ? [] : ['A hostile answer was taken for a good one'];
	const wrong: string[] = [];
	if (message.trim() === '' || message.length > longestSentence)
		wrong.push(`The sentence has ${message.length} characters`);
	if (binary.test(message)) wrong.push(`The sentence is no text: ${message.slice(0, 100)}`);
	if (description.trim() === '') wrong.push(`There is no advice: ${message.slice(0, 300)}`);
	if (raw.test(message) || /undefined|\[object |not expected/.test(description))
		wrong.push(`The sentence is raw: ${message}`);
	// The chat model's errors have no kind.
	if (kinds && kind !== undefined && !kinds.includes(kind))
		wrong.push(`The kind is ${kind}: ${message.slice(0, 300)}`);
	if (words && !words.test(`${message} ${description}`))
		wrong.push(`The sentence does not say it: ${message.slice(0, 300)}`);
	return wrong;
}

/** What all objects have that they should not have. */
export function pollution(): string[] {
	const names = [Object.prototype, Array.prototype, Function.prototype].flatMap((prototype) =>
		Object.keys(prototype),
	);
	const { polluted } = {} as { polluted?: unknown };
	if (polluted !== undefined) names.push('polluted');
	return names.map((name) => `All objects have a member ${name}`);
}
