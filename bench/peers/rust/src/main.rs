//! Peers in Rust: one line of JSON a repetition, CPU seconds of this thread.
//!
//!     onset-peers raptorq 2048 1024 5          symbols, bytes of each, repetitions
//!     onset-peers ldpc code.txt 1.6 2000 3     rows of symbols, Eb/N0 in decibels, words, repetitions

use ldpc_toolbox::decoder::factory::{DecoderFactory, DecoderImplementation};
use ldpc_toolbox::sparse::SparseMatrix;
use raptorq::{ObjectTransmissionInformation, SourceBlockDecoder, SourceBlockEncoder};
use std::env;
use std::fs;

#[repr(C)]
struct Timespec {
    seconds: i64,
    nanoseconds: i64,
}

unsafe extern "C" {
    fn clock_gettime(clock: i32, time: *mut Timespec) -> i32;
}

/// CPU time of the process (CLOCK_PROCESS_CPUTIME_ID).
fn cpu() -> f64 {
    let mut time = Timespec { seconds: 0, nanoseconds: 0 };
    unsafe { clock_gettime(2, &mut time) };
    time.seconds as f64 + 1e-9 * time.nanoseconds as f64
}

/// xorshift64*, enough for noise.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn normal(&mut self) -> (f64, f64) {
        loop {
            let (x, y) = (2.0 * self.next() - 1.0, 2.0 * self.next() - 1.0);
            let square = x * x + y * y;
            if square < 1.0 && square > 0.0 {
                let factor = (-2.0 * square.ln() / square).sqrt();
                return (x * factor, y * factor);
            }
        }
    }
}

fn raptorq(symbols: usize, size: usize, repetitions: usize) {
    let mut random = Random(1);
    let data: Vec<u8> = (0..symbols * size).map(|_| (256.0 * random.next()) as u8).collect();
    let config = ObjectTransmissionInformation::new(0, size as u16, 0, 1, 1);
    let repair = symbols as u32 / 10;
    for repetition in 0..repetitions {
        let begin = cpu();
        let encoder = SourceBlockEncoder::new(1, &config, &data);
        let packets = encoder.repair_packets(0, repair);
        let encode = cpu() - begin;
        let packets_long = encoder.repair_packets((repetition * symbols) as u32, symbols as u32);
        let begin = cpu();
        let mut decoder = SourceBlockDecoder::new(1, &config, data.len() as u64);
        let decoded = decoder.decode(packets_long);
        let decode = cpu() - begin;
        // A tenth of the message is lost.
        let mut mixed: Vec<_> = encoder.source_packets().into_iter().skip(repair as usize).collect();
        mixed.extend(packets);
        let begin = cpu();
        let mut decoder = SourceBlockDecoder::new(1, &config, data.len() as u64);
        let tenth = decoder.decode(mixed);
        let decode_tenth = cpu() - begin;
        println!(
            "{{\"encode\": {encode}, \"decode\": {decode}, \"decodeTenth\": {decode_tenth}, \"bytes\": {}, \"right\": [{}, {}]}}",
            data.len(),
            decoded.is_some_and(|bytes| bytes == data),
            tenth.is_some_and(|bytes| bytes == data)
        );
    }
}

/// How often `symbols` + `more` repair packets are enough.
fn overhead(symbols: usize, more: usize, count: usize) {
    let data = vec![7u8; 8 * symbols];
    let config = ObjectTransmissionInformation::new(0, 8, 0, 1, 8);
    let encoder = SourceBlockEncoder::new(1, &config, &data);
    let mut right = 0;
    for trial in 0..count {
        let packets = encoder.repair_packets((trial * (symbols + more)) as u32, (symbols + more) as u32);
        let mut decoder = SourceBlockDecoder::new(1, &config, data.len() as u64);
        right += decoder.decode(packets).is_some() as usize;
    }
    println!("{{\"decoded\": {right}, \"trials\": {count}}}");
}

fn ldpc(file: &str, ebn0: f64, words: usize, repetitions: usize) {
    let text = fs::read_to_string(file).expect("a file of rows");
    let rows: Vec<Vec<usize>> = text
        .lines()
        .map(|line| line.split_whitespace().map(|word| word.parse().unwrap()).collect())
        .collect();
    let length = 1 + rows.iter().flatten().max().unwrap();
    let mut matrix = SparseMatrix::new(rows.len(), length);
    for (row, columns) in rows.iter().enumerate() {
        matrix.insert_row(row, columns.iter());
    }
    let rate = 1.0 - rows.len() as f64 / length as f64;
    let sigma = (0.5 / (rate * 10f64.powf(ebn0 / 10.0))).sqrt();
    for (name, implementation) in [
        ("Minstarapproxi8", DecoderImplementation::Minstarapproxi8),
        ("HLMinstarapproxi8", DecoderImplementation::HLMinstarapproxi8),
        ("Aminstari8", DecoderImplementation::Aminstari8),
        ("HLAminstari8", DecoderImplementation::HLAminstari8),
        ("HLPhif64", DecoderImplementation::HLPhif64),
    ] {
        for _ in 0..repetitions {
            let mut decoder = implementation.build_decoder(matrix.clone());
            let mut random = Random(1);
            let begin = cpu();
            let (mut failed, mut iterations) = (0, 0);
            for _ in 0..words {
                let mut soft = Vec::with_capacity(length);
                while soft.len() < length {
                    let (x, y) = random.normal();
                    soft.push(2.0 * (1.0 + sigma * x) / (sigma * sigma));
                    soft.push(2.0 * (1.0 + sigma * y) / (sigma * sigma));
                }
                let result = decoder.decode(&soft, 50);
                failed += !result.as_ref().is_ok_and(|output| output.codeword.iter().all(|&bit| bit == 0)) as usize;
                iterations += result.unwrap_or_else(|output| output).iterations;
            }
            println!(
                "{{\"decoder\": \"{name}\", \"seconds\": {}, \"words\": {words}, \"failed\": {failed}, \"iterations\": {}}}",
                cpu() - begin,
                iterations as f64 / words as f64
            );
        }
    }
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let number = |place: usize| arguments[place].parse::<usize>().expect("a number");
    match arguments[0].as_str() {
        "raptorq" => raptorq(number(1), number(2), number(3)),
        "overhead" => overhead(number(1), number(2), number(3)),
        "ldpc" => ldpc(&arguments[1], arguments[2].parse().unwrap(), number(3), number(4)),
        _ => panic!("raptorq, overhead or ldpc"),
    }
}
