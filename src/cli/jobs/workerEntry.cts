// What threads are started from. CommonJS, because the pool require()s it: a thread that is ended while it require()s an ES module
// ends the whole process with an assertion of Node (20 to 26, CreateRequiredModuleFacade). One that import()s it does not.
// biome-ignore lint/correctness/useImportExtensions: the built file, which is not bundled with this one.
module.exports = import('./rowWorker.js').then((worker) => worker.default);
