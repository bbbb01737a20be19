#!/usr/bin/env node
console.log("onset");
