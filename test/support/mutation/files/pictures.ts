import type { ImagesAnswer } from '../../../../nodes/api/image/answer';
import { imagesCall } from '../../../../nodes/api/image/call';
import { usageFaults } from '../faults';
import type { Good } from '../good';
import { leavesOf } from '../leaves';
import type { Random } from '../random';
import type { Sent } from '../sent';
import { boughtAgain } from './bought';
import { newId } from './ids';
import { pictureForm, type PictureForm } from './pictureForms';
import { isIntact, placed } from './placed';
import { isOf, Shelf } from './put';
import { isFile } from './signature';
import { lostId } from './submissions';

/** A good answer of an image route. */
export function goodPictures(random: Random, shelf = new Shelf(random), own = newId(random)): Good {
	const made = pictureForm(own, shelf);
	const { tree, form, isTask } = made;
	const identity = placed(tree, own.id);
	const call = imagesCall({
		path: '/v1/images/generations',
		sent: { body: {} },
		model: 'm',
		prompt: 'x',
	});
	return {
		route: 'pictures',
		tree,
		form,
		...(form === 'file' ? { type: random.pick(['image/png', 'application/octet-stream']) } : {}),
		isFree: true,
		isMade: isTask !== true,
		reader: () => call.reader(),
		faults: (value: ImagesAnswer, sent) => pictureFaults(value, made, shelf, sent),
		failed: (why, sent) => [
			...boughtAgain(call, why, sent),
			...(isTask && sent.isWhole ? lostId(why, sent, identity) : []),
			...(isTask || !sent.isWhole || sent.changes.length > 0 ? [] : [`it failed: ${why.message}`]),
		],
	};
}

function pictureFaults(
	{ pictures, failures, usage }: ImagesAnswer,
	{ tree, form, failures: bad = 0, isTask }: PictureForm,
	{ files, strange }: Shelf,
	sent: Sent,
): string[] {
	const read = pictures.map(({ url, base64 }) => url ?? base64 ?? '');
	const isUnchanged = sent.isWhole && sent.changes.length === 0;
	const none = pictures.filter(
		({ base64 }) => base64 !== undefined && !isFile('picture', Buffer.from(base64, 'base64')),
	);
	// Of several forms of a picture one is enough; where lists or members have moved, they may be others.
	const isMoved = sent.changes.some((change) =>
		/exchanged|twice|list|neighbour|object/.test(change),
	);
	const lost = files.filter(
		(put) =>
			[put.url, put.base64].some((one) => isIntact(placed(tree, one), sent)) &&
			!read.some((one) => isOf(one, put)),
	);
	const known = [...files, ...strange];
	return [
		...(pictures.length > 0 ? [] : ['success without a picture']),
		...(isTask ? ['a picture of a task that has none yet'] : []),
		...none.map(({ base64 = '' }) => `a picture that is none: ${base64.slice(0, 80)}`),
		...(isMoved || form === 'file' ? [] : lost).map(({ url }) => `lost ${url}`),
		...(isUnchanged && (pictures.length !== files.length || failures.length !== bad)
			? [`${pictures.length} pictures and ${failures.length} failures`]
			: []),
		...(form === 'file' || !sent.isWhole
			? []
			: read
					.filter((one) => !known.some((put) => isOf(one, put)))
					.map((one) => `a picture of nobody: ${one.slice(0, 80)}`)),
		...(form === 'file' ? [] : usageFaults(usage, leavesOf(sent.parts), sent.text)),
	];
}
