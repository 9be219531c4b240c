/** Runs a test file in the realm of its process; see environment.cjs. */
declare class OwnRealm {
	constructor(config: object, context: object);
	lasting<Value>(action: () => Value): Value;
	teardown(): Promise<void>;
}
export = OwnRealm;
