import { sample } from '../../conversation/samples';
import type { Random } from '../random';

/** A picture or a sound that is put into an answer; it can be told from all others. */
export interface Put {
	bytes: Buffer;
	base64: string;
	/** Where it is as well. */
	url: string;
}

/** What is a file by its first bytes. */
const pictures = ['png', 'webp', 'jpeg', 'gif'];
const sounds = ['mp3', 'frames', 'wav', 'ogg', 'flac'];

/** What stands where a file belongs, and is none. */
const others = [
	'{"error":"render failed"}',
	'<!doctype html><html><title>Sign in</title></html>',
	'Your request was received. '.repeat(12),
];

/** As base64 a real file is longer than words, and than an address without its scheme; in bytes. */
const longEnough = 200;

/** Makes files for one answer. */
export class Shelf {
	/** Those that are of the answer's own task. */
	readonly files: Put[] = [];
	/** Those of other tasks, and those that are none. */
	readonly strange: Put[] = [];

	/** @param host before the path of every address */
	constructor(
		readonly random: Random,
		readonly host = 'https://files.test',
	) {}

	picture(): Put {
		return this.keep(this.files, sample(this.random.pick(pictures)), 'png');
	}

	/** Several pictures. */
	pictures(most = 3): Put[] {
		return Array.from({ length: this.random.between(1, most) }, () => this.picture());
	}

	sound(name = this.random.pick(sounds)): Put {
		return this.keep(this.files, sample(name), 'mp3');
	}

	/** A picture that must not be handed out: it is of another task. */
	ofOther(): Put {
		return this.keep(this.strange, sample('png'), 'png');
	}

	/** Words in the place of a file. */
	words(): Put {
		return this.keep(this.strange, Buffer.from(this.random.pick(others)), 'txt', 0);
	}

	/** What is neither words nor a picture. */
	noPicture(): Put {
		return this.keep(this.strange, Buffer.alloc(0), 'bin');
	}

	private keep(shelf: Put[], start: Buffer, ending: string, more = longEnough): Put {
		const number = this.files.length + this.strange.length + 1;
		const bytes = Buffer.concat([start, Buffer.alloc(more, 0xaa), Buffer.from(`«${number}»`)]);
		const url = `${this.host}/made/${number}.${ending}`;
		const put = { bytes, base64: bytes.toString('base64'), url };
		shelf.push(put);
		return put;
	}
}

/** The picture that an address stands for, or base64, also within a data URL. */
export function isOf(read: string, { url, base64 }: Put): boolean {
	return read === url || read.replace(/^data:[^,]*,/, '') === base64;
}
