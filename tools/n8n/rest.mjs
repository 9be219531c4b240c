import { http } from '../http.mjs';

/**
 * A client of n8n's own REST interface, the one the editor uses. It keeps the cookies it is given.
 */
export class RestClient {
	/** @type {Map<string, string>} */
	#cookies = new Map();

	/** @param {string} url origin of the server, such as `http://127.0.0.1:5678` */
	constructor(url) {
		this.url = url;
	}

	/** The cookies as a browser's `Cookie` header. */
	get cookie() {
		return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	}

	/**
	 * @param {string} method
	 * @param {string} path such as `/rest/workflows`
	 * @param {unknown} [body] sent as JSON
	 * @returns {Promise<any>} the `data` member of the answer, or the whole answer when it has none
	 * @throws on any status outside 2xx, with n8n's message and `status`
	 */
	async request(method, path, body) {
		/** @type {Record<string, string>} */
		const headers = { accept: 'application/json' };
		if (this.cookie) headers.cookie = this.cookie;
		const answer = await http({ baseURL: this.url, url: path, method, headers, data: body });
		for (const line of answer.headers['set-cookie'] ?? []) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (name) this.#cookies.set(name, value);
		}
		const { status, data } = answer;
		if (status < 200 || status > 299) {
			const reason = data?.message ?? String(data).slice(0, 300);
			throw Object.assign(new Error(`${method} ${path}: ${status} ${reason}`), { status });
		}
		return data?.data ?? data;
	}

	/** Creates the first user and signs in as that user. @param {Owner} owner @returns {Promise<any>} */
	setUpOwner(owner) {
		return this.request('POST', '/rest/owner/setup', owner);
	}

	/** @param {{ email: string, password: string }} user @returns {Promise<any>} */
	login({ email, password }) {
		return this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/**
	 * What the Test button of a credential does; needs a signed-in user. n8n tests stored credentials only,
	 * so one without `id` is stored for the test and removed after it.
	 *
	 * @param {{ type: string, data: object, name?: string, id?: string }} credential `id` of a stored one
	 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>}
	 */
	async testCredential({ type, data, name = type, id }) {
		const stored = id ?? (await this.request('POST', '/rest/credentials', { name, type, data })).id;
		try {
			return await this.request('POST', '/rest/credentials/test', {
				credentials: { id: stored, name, type, data },
			});
		} finally {
			if (!id) await this.request('DELETE', `/rest/credentials/${stored}`);
		}
	}
}

/** @typedef {{ email: string, firstName: string, lastName: string, password: string }} Owner */
