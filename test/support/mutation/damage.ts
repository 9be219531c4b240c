import type { Random } from './random';

/** Something that happens to the bytes of an answer on their way. */
type Damage = (bytes: Buffer, random: Random) => [what: string, bytes: Buffer];

const cut: Damage = (bytes, random) => {
	const end = random.below(bytes.length + 1);
	return [`is cut behind byte ${end}`, bytes.subarray(0, end)];
};

const loss: Damage = (bytes, random) => {
	const start = random.below(bytes.length);
	const end = Math.min(bytes.length, start + random.between(1, random.pick([3, 40, 400])));
	return [
		`loses bytes ${start} to ${end}`,
		Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]),
	];
};

const insertion: Damage = (bytes, random) => {
	const at = random.below(bytes.length + 1);
	const what = random.pick(['\0', '\xff', '"', '}', ']', '\n', '\n\n', '{', '\\', ',', 'null']);
	return [
		`has ${JSON.stringify(what)} put in at byte ${at}`,
		Buffer.concat([bytes.subarray(0, at), Buffer.from(what, 'latin1'), bytes.subarray(at)]),
	];
};

const tail: Damage = (bytes, random) => {
	const more = random.pick(['\n', ' ', '\r\n\r\n', '\0', '<!-- 3 ms -->', '{"x":1}', 'OK']);
	return [`is followed by ${JSON.stringify(more)}`, Buffer.concat([bytes, Buffer.from(more)])];
};

/** Bytes after one random damage, and what it was. */
export function damaged(bytes: Buffer, random: Random): [what: string, bytes: Buffer] {
	return random.pick([cut, cut, loss, insertion, tail])(bytes, random);
}
