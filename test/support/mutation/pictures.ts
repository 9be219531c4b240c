import { picturesCall, type PicturesAnswer } from '../../../nodes/api/image/answer';
import { usageFaults } from './faults';
import type { Good } from './good';
import { leavesOf } from './leaves';
import type { Random } from './random';
import type { Sent } from './sent';

/** A good answer of an image route. */
export function goodPictures(random: Random, isAddress = random.chance(0.5)): Good {
	const data = Array.from({ length: random.between(1, 3) }, (_, index) => ({
		...(isAddress
			? { url: `https://pictures.test/${index}.png` }
			: { b64_json: `iVBORw0KGgo${index}` }),
		revised_prompt: `a cat ${index}`,
	}));
	return {
		route: 'pictures',
		tree: {
			created: 1_700_000_000,
			data,
			usage: { input_tokens: 901, output_tokens: 902, total_tokens: 1803 },
		},
		form: 'body',
		reader: () => picturesCall('/v1/images/generations', { body: {} }, 'm', 'x').reader(),
		faults: pictureFaults,
	};
}

function pictureFaults({ pictures, usage: read }: PicturesAnswer, sent: Sent): string[] {
	const leaves = leavesOf(sent.parts);
	const given = leaves
		.filter(
			({ path, value }) =>
				/^data\.(url|b64_json)$/.test(path) && /^(https|iVBORw)/.test(String(value)),
		)
		.map(({ value }) => value);
	const read64 = pictures.map(({ url, base64 }) => url ?? base64);
	const isMixed = sent.changes.some((change) => /exchanged|twice|list/.test(change));
	const lost = given.filter((one) => !read64.includes(String(one)));
	return [
		...(lost.length > 0 && !isMixed && sent.isWhole ? [`lost ${lost.join()}`] : []),
		...(pictures.length === 0 ? ['success without a picture'] : []),
		...usageFaults(read, leaves, sent.text),
	];
}
