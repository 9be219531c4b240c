import { randomUUID } from 'node:crypto';
import { ApiError } from '../errors.mjs';

/** Pictures kept to be fetched; the oldest goes first. */
const most = 100;

/** Pictures that can be fetched without a key, at addresses that nobody can guess. */
export class Pictures {
	static path = '/pictures/';
	/** @type {Map<string, Buffer>} */
	#kept = new Map();

	/** @param {Buffer} png @returns {string} the path that it is served at */
	keep(png) {
		const name = `${randomUUID()}.png`;
		this.#kept.set(name, png);
		if (this.#kept.size > most) this.#kept.delete(this.#kept.keys().next().value);
		return Pictures.path + name;
	}

	/** @param {string} name @param {import('../server.mjs').Exchange['content']} content */
	show(name, content) {
		const png = this.#kept.get(name);
		if (!png)
			throw new ApiError(404, 'There is no such picture, or it is no longer kept.', {
				code: 'picture_not_found',
			});
		content('image/png', png);
	}
}
