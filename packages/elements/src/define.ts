import './define/lectern-context.js';
