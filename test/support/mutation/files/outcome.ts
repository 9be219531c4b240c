import type { Outcome } from '../../conversation/case';
import { errorOf, idIn, toldIn } from '../../conversation/said';
import { readWhole } from '../judge';
import { isIntact } from './placed';
import type { Scene } from './scenes';
import { isFile, isWords } from './signature';
import { isRefused, surely } from './submissions';

/** What is wrong with what came of a scene, by what was put into it and what its server saw. */
export function outcomeFaults(scene: Scene, outcome: Outcome): string[] {
	const { paid, good, answer, identity } = scene;
	const { status, requests, output, json, strays } = outcome;
	const count = requests.filter(({ route }) => route === paid).length;
	// A look is asked with the ID; any other answer tells it.
	const told = output === 'failure' ? surely(identity, answer) : identity;
	const isTold = good.route === 'tasks' || isIntact(told, answer);
	const id = idIn(json);
	return [
		...(status === 'success' ? [] : [`the run is ${status}`]),
		...strays.map(({ route }) => `a request for nothing: ${route}`),
		...(paid === undefined || count === 1 ? [] : [`${count} requests that are paid for`]),
		...(isTold && id !== scene.own.id ? [`the ID is ${String(id)}`] : []),
		...(output === 'failure' ? failureFaults(scene, outcome) : successFaults(scene, outcome)),
	];
}

const kinds =
	/^(auth|quota|rateLimit|badRequest|notFound|contentFilter|truncated|server|timeout|network|malformed)$/;

function failureFaults(scene: Scene, { json, files }: Outcome): string[] {
	const { paid, good, answer, identity } = scene;
	const { kind, retryable } = errorOf(json) ?? {};
	// Only words of a submission's answer can say that nothing was made.
	const isFree =
		good.route === 'submissions' &&
		!isIntact(surely(identity, answer), answer) &&
		isRefused(answer);
	return [
		...(kinds.test(String(kind)) ? [] : [`kind is ${String(kind)}`]),
		...(typeof json.message === 'string' && json.message !== '' ? [] : ['no message']),
		...(typeof retryable === 'boolean' ? [] : ['retryable is none']),
		...(paid !== undefined && retryable === true && !isFree
			? [`worth paying again: ${String(kind)}, ${String(json.message)}`]
			: []),
		...(files.length === 0 ? [] : ['a file of what has failed']),
		...(isSure(scene) ? [`it failed: ${String(kind)}, ${String(json.message)}`] : []),
	];
}

function successFaults(scene: Scene, { json, files }: Outcome): string[] {
	const { makes, good, shelf, answer, isTroubled } = scene;
	if (makes === 'text') {
		const { value } = readWhole(good, answer.bytes) as { value?: { text: string } };
		return json.text === value?.text ? [] : [`the text is ${JSON.stringify(json.text)}`];
	}
	// A video is told, not fetched.
	const isFilm = /\.mp4/.test(toldIn(json)) && /\.mp4/.test(answer.text);
	const none = files.filter(({ bytes }) =>
		makes === 'sound'
			? (isWords(bytes) && !isFile('sound', bytes)) || isFile('picture', bytes)
			: !isFile('picture', bytes),
	);
	const made = shelf.files.map(({ bytes }) => bytes);
	const strange = files.filter(({ bytes }) => !made.some((one) => one.equals(bytes)));
	const isExact = answer.isWhole && isTroubled !== true && !isOfOther(scene);
	return [
		...(files.length > 0 || isFilm || makes === 'task' ? [] : ['success without a file']),
		...none.map(({ bytes }) => `a file that is none: ${bytes.toString('latin1').slice(0, 80)}`),
		...(isExact && makes !== 'sound' ? strange : []).map(
			({ bytes }) => `a file of nobody: ${bytes.toString('latin1').slice(0, 80)}`,
		),
		...(isSure(scene) && makes !== 'task' && files.length !== shelf.files.length
			? [`${files.length} files of ${shelf.files.length}`]
			: []),
	];
}

/** Whether another task's picture may be there, because its ID was changed. */
function isOfOther({ good, answer }: Scene): boolean {
	return good.route === 'tasks' && answer.changes.length > 0;
}

/** Whether nothing was changed, and the answer has what is asked for. */
function isSure({ good, answer, isTroubled }: Scene): boolean {
	return answer.isWhole && answer.changes.length === 0 && good.isMade === true && !isTroubled;
}
