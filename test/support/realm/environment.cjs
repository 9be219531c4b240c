const { AsyncLocalStorage } = require('node:async_hooks');
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/** Stands for the realm of the process where jest wants a context of `node:vm`. */
const ownRealm = vm.createContext();

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, { parsingContext, ...options } = {}) =>
	compileFunction(
		code,
		parameters,
		parsingContext === ownRealm ? options : { ...options, parsingContext },
	);

/**
 * What was kept beside promises in a file. jest makes one for every file, and each makes all promises of the process
 * slower until it is disabled: after 100 files tenfold.
 */
const storages = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...values) {
	storages.add(this);
	return run.apply(this, values);
};

/**
 * Runs a test file in the realm of its process, as n8n runs a node, and not in one made for it. Only so can packages
 * be loaded once for all files (runtime.cjs): an `Error` of one realm is no `Error` of another.
 */
module.exports = class OwnRealm extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.moduleMocker = new this.moduleMocker.constructor(globalThis);
		this.global = globalThis;
		this.context = ownRealm;
		this.globals = Object.getOwnPropertyDescriptors(globalThis);
		this.exit = process.exit;
	}

	/** Does something whose globals stay when the file is done, such as loading a package. */
	lasting(action) {
		const before = new Set(Reflect.ownKeys(globalThis));
		try {
			return action();
		} finally {
			for (const name of Reflect.ownKeys(globalThis).filter((each) => !before.has(each))) {
				this.globals[name] = Object.getOwnPropertyDescriptor(globalThis, name);
			}
		}
	}

	/** Takes off the global object, and off promises, what jest and the file have put there. */
	async teardown() {
		for (const storage of storages) storage.disable();
		storages.clear();
		process.exit = this.exit;
		for (const name of Reflect.ownKeys(globalThis)) {
			if (!(name in this.globals)) Reflect.deleteProperty(globalThis, name);
		}
		for (const name of Reflect.ownKeys(this.globals)) {
			const was = this.globals[name];
			if (was.configurable) Object.defineProperty(globalThis, name, was);
		}
		this.global = null;
		await super.teardown();
	}
};
