/** A submission that is not taken on: midjourney-proxy says so under status 200, with a code. */
export class Refusal extends Error {
	/** @param {number} code @param {string} description @param {object} [properties] */
	constructor(code, description, properties = {}) {
		super(description);
		this.code = code;
		this.properties = properties;
	}

	toJSON() {
		return { code: this.code, description: this.message, properties: this.properties };
	}
}
