import { submitCall, type Submitted } from '../../../../nodes/api/task/submitCall';
import type { Failure } from '../../../../nodes/api/failure';
import { saysTrouble } from '../faults';
import type { Good } from '../good';
import type { Random } from '../random';
import type { Sent } from '../sent';
import { newId, type Id } from './ids';
import { isIntact, isTouched, placed, type Placed } from './placed';
import { isOf, Shelf } from './put';

/** The answer to a submission that has a task's ID. */
export function takenOn(random: Random, { sent: id }: Id): unknown {
	const address = `https://gateway.test/tasks/${random.between(1, 9)}`;
	return random.pick<unknown>([
		{ code: 1, description: 'Submit success', result: id, properties: {} },
		{ code: 22, description: '排队中，前面还有3个任务', result: id, properties: { ahead: 3 } },
		{ code: 1, description: 'ok', result: [id] },
		{ code: 0, message: 'success', task_id: id, points: 52 },
		{ task_id: id, status: 'SUBMITTED' },
		{ code: 'success', message: '', data: id },
		{ code: 200, message: 'success', data: { task_id: id, status: 'pending', output: null } },
		{ code: 200, data: [{ status: 'submitted', task_id: id }] },
		{ id, status: 'starting', output: null, error: null, urls: { get: address } },
		{ jobId: id, message: 'ok' },
		{ success: true, result: { job_id: id } },
		{ request_id: 'r-1', output: { task_id: id, task_status: 'PENDING' } },
		{ task: { id, state: 'queued' } },
		{ Response: { TaskId: id, RequestId: 'r-1' } },
		[{ id, status: 'queued' }],
	]);
}

/** The answer to a submission that has its pictures already, with an ID or without. */
function doneAtOnce(random: Random, { sent: id }: Id, shelf: Shelf): unknown {
	const pictures = shelf.pictures();
	const bytes = pictures.map(({ base64 }) => base64);
	const urls = pictures.map(({ url }) => url);
	const artifacts = bytes.map((base64) => ({ base64, seed: 7, finishReason: 'SUCCESS' }));
	const data = pictures.map(({ url, base64 }) =>
		random.chance(0.5) ? { url } : { b64_json: base64 },
	);
	return random.pick<unknown>([
		{ images: bytes, parameters: {}, info: '{}' },
		{ artifacts },
		{ created: 1_700_000_000, data },
		{ id, status: 'succeeded', output: urls, error: null },
		{ code: 0, message: 'success', task_id: id, status: 'SUCCESS', image_urls: urls },
		{ images: urls.map((url) => ({ url, width: 512 })), seed: 7 },
		{ task_id: id, images: bytes.map((base64) => `data:image/png;base64,${base64}`) },
	]);
}

/** A good answer to the submission of a task. */
export function goodSubmission(
	random: Random,
	shelf = new Shelf(random),
	own = newId(random),
): Good {
	const { id } = own;
	const tree = random.chance(0.35) ? doneAtOnce(random, own, shelf) : takenOn(random, own);
	const identity = placed(tree, id);
	return {
		route: 'submissions',
		tree,
		form: 'body',
		isFree: true,
		isMade: true,
		reader: () => submitCall('/mj/submit', {}, 'mj').reader(),
		faults: ({ id: read, done }: Submitted, sent) => {
			const made = done?.image_urls ?? [];
			const isUnchanged = sent.isWhole && sent.changes.length === 0;
			return [
				...(read !== null || made.length > 0 ? [] : ['neither an ID nor a picture']),
				...(read === null || sent.text.includes(read) ? [] : [`the ID ${read} of nobody`]),
				...(isIntact(identity, sent) && read !== id ? [`the ID is ${read}`] : []),
				...(isUnchanged && made.length !== shelf.files.length
					? [`${made.length} pictures of ${shelf.files.length}`]
					: []),
				...(sent.isWhole ? made : [])
					.filter((one) => !shelf.files.some((put) => isOf(one, put)))
					.map((one) => `a picture of nobody: ${one.slice(0, 80)}`),
			];
		},
		failed: (why, sent) => [
			...lostId(why, sent, identity),
			...(why.retryable && sent.isWhole && !isRefused(sent)
				? [`worth repeating: ${why.kind}, ${why.message}`]
				: []),
			...(sent.isWhole && sent.changes.length === 0 ? [`it failed: ${why.message}`] : []),
		],
	};
}

/** What is wrong with a failure of what was taken on: it names the task, and is not to be paid for again. */
export function lostId(why: Failure, sent: Sent, identity: Placed): string[] {
	const { value } = identity;
	// Also in what was broken on the way, where nothing else has that name.
	const names = sent.text.match(/"(task_id|job_id|jobId)": ?("[^"]*")?/g) ?? [];
	const isNamed = !sent.isWhole && names.length === 1 && names[0].endsWith(`"${value}"`);
	const isThere = isIntact(surely(identity, sent), sent) || isNamed;
	return [
		...(isThere && why.task_id !== value ? [`lost the ID: ${why.kind}, ${why.message}`] : []),
		...(why.task_id === undefined || sent.text.includes(why.task_id)
			? []
			: [`the ID ${why.task_id} of nobody`]),
		...(why.retryable && isThere ? [`worth repeating: ${why.kind}, ${why.message}`] : []),
	];
}

/** Whether an answer says that nothing was taken on: by words, or by words beside a code that is not known. */
export function isRefused({ text, changes }: Sent): boolean {
	return saysTrouble(text) || isTouched('//code', changes);
}

/** Members beside an ID that tell that it is one of a task, where its own name does not. */
const tellers: ReadonlyArray<[RegExp, string[]]> = [
	[/\/id$/, ['status', 'state']],
	[/^\/\/(result|data)(\/\d+)?$/, ['code']],
];

/** The places of an ID in which a failure can tell that it is one of a task. */
export function surely({ value, places }: Placed, { changes }: Sent): Placed {
	const isTold = (place: string) =>
		tellers
			.filter(([name]) => name.test(place))
			.flatMap(([, names]) => names)
			.every((name) => !isTouched(place.replace(/[^/]*(\/\d+)?$/, name), changes));
	return { value, places: places.filter(isTold) };
}
