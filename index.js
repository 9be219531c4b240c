// n8n reads the "n8n" section of package.json; this entry serves whoever requires the package by name.
module.exports = require('./package.json').n8n;
