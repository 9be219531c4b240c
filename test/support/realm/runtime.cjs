const { createRequire } = require('node:module');
const { default: Runtime } = require('jest-runtime');

/**
 * Has Node.js load the packages that our code and the tests name, once for all files of a worker: n8n-core alone takes
 * more than a second. Our own modules are loaded anew for every file, so that what they remember does not go from
 * one to the next.
 */
module.exports = class PackagesOnce extends Runtime {
	requireModule(from, name, options, isActual) {
		const isPackage =
			options?.isInternalModule !== true &&
			name !== undefined &&
			/^[a-z@]/.test(name) &&
			!from.includes('/node_modules/');
		return isPackage
			? this._environment.lasting(() => createRequire(from)(name))
			: super.requireModule(from, name, options, isActual);
	}
};
